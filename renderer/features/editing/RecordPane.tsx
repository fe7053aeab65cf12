import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../shared/person/permission.ts'
import type { Outcome } from '../../api/api.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { DetailPane } from '../../ui/DetailPane.tsx'
import type { ShownError } from '../../ui/ErrorNotice.tsx'
import { EditForm } from './EditForm.tsx'
import type { KeptForm } from './kept-form.ts'
import { RecordHistoryLink } from './RecordHistoryLink.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import type {} from './texts.ts'

/** A command as it stands: `useCommand` gives it. */
interface Standing {
  readonly busy: boolean
  readonly error: ShownError | null
}

/** How a record is taken off its list. */
export interface Removal extends Standing {
  /** Verb and object: "Remove asset". */
  readonly label: string
  readonly consequences: readonly string[]
  /** Says why it cannot be removed now. */
  readonly blockedBecause?: string | undefined
  remove(reason: string): Promise<Outcome<unknown>>
}

/** Saving a new record and going on with the next one in the same form. */
export interface Another<Values> {
  readonly label: string
  /** What the form begins with then. */
  next(saved: Values): Values
  /** Said of the one that was saved. */
  said(saved: Values): string
  /** The form is ready for the next one. */
  onReady(): void
}

/** The form of one record, beside its list: its fields, saving, removing, what went wrong. Give it `key={id}`. */
export function RecordPane<Values extends FieldValues>({
  name,
  record,
  addTitle,
  form: { form, returned, discard, confirmed },
  save,
  another,
  removal,
  below,
  onClose,
  onSaved,
  children,
}: {
  /** `null` for a new record. */
  readonly name: string | null
  /** Kind and id by which the record of events names it; absent for a new record. */
  readonly record?: { readonly kind: string; readonly id: string } | undefined
  /** Title of the pane of a new record. */
  readonly addTitle: string
  readonly form: KeptForm<Values>
  readonly save: Standing & {
    readonly label: string
    /** Who may not do this reads the fields and is offered nothing. */
    readonly needs: Permission
    /** Sends what was typed; `null` when it refused by itself and said so at a field. */
    send(values: Values): Promise<Outcome<{ readonly id: string }> | null>
  }
  readonly another?: Another<Values>
  readonly removal?: Removal | undefined
  /** After the form. */
  readonly below?: ReactNode
  onClose(): void
  /** A new record is there now. */
  onSaved(id: string): void
  /** The fields. */
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('editing')
  const [removing, setRemoving] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const isNew = name === null
  const title = name ?? addTitle
  const send = (more: Another<Values> | null): Promise<void> =>
    form.handleSubmit(async (values: Values) => {
      setSaved(null)
      const outcome = await save.send(values)
      if (outcome?.ok !== true) return
      confirmed(more === null ? values : more.next(values))
      setSaved(more === null ? t('saved') : more.said(values))
      if (more !== null) more.onReady()
      else if (isNew) onSaved(outcome.value.id)
    })()
  const others: Action[] = [
    ...(isNew && another !== undefined ? [{ label: another.label, needs: save.needs, busy: save.busy, onPress: () => void send(another) }] : []),
    ...(!isNew && removal !== undefined ? [{ label: removal.label, needs: save.needs, onPress: () => setRemoving(true), blockedBecause: removal.blockedBecause }] : []),
  ]
  return (
    <DetailPane title={title} onClose={onClose}>
      <EditForm
        name={title}
        save={{ label: save.label, needs: save.needs, busy: save.busy, onPress: () => void send(null) }}
        others={others}
        error={save.error}
        returned={returned}
        onDiscard={discard}
        saved={saved === null || form.formState.isDirty ? undefined : saved}
      >
        {children}
      </EditForm>
      {below}
      {record === undefined ? null : <RecordHistoryLink {...record} />}
      {removing && !isNew && removal !== undefined ? (
        <RemoveDialog
          name={name}
          label={removal.label}
          consequences={removal.consequences}
          error={removal.error}
          busy={removal.busy}
          remove={removal.remove}
          onRemoved={onClose}
          onCancel={() => setRemoving(false)}
        />
      ) : null}
    </DetailPane>
  )
}

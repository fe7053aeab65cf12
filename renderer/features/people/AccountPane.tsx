import { useState } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { instantSchema, lineSchema } from '../../../shared/contract/schema.ts'
import { badgeSchema, grantSchema } from '../../../shared/person/person.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { DetailPane } from '../../ui/DetailPane.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import type { Account } from './account.ts'
import { FirstPassphraseNotice } from './FirstPassphraseNotice.tsx'
import { GrantsInput } from './GrantsInput.tsx'
import { NewPassphrase, useLengthProblem } from './PassphraseFields.tsx'
import { ResetPassphrase } from './ResetPassphrase.tsx'
import { useGrantsText } from './role-words.ts'
import type {} from './texts.ts'

const schema = z.object({
  name: lineSchema(120, 1),
  function: lineSchema(120),
  badge: badgeSchema,
  grants: z.array(grantSchema).min(1).max(64),
  validUntil: instantSchema.nullable(),
})
type Values = z.input<typeof schema>

/** One account: who it is, what it may do and where, until when; and how it gets or loses its passphrase. */
export function AccountPane({
  account,
  sites,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly account: Account | null
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['people', 'editing'])
  const grantsText = useGrantsText()
  if (account === null) return <NewAccount sites={sites} onClose={onClose} onSaved={onSaved} />
  if (account.person.endedAt === null) return <KnownAccount account={account} sites={sites} onClose={onClose} />
  const { person } = account
  return (
    <DetailPane title={person.name ?? t('people:state.erased')} onClose={onClose}>
      <KeyValue
        facts={[
          { label: t('people:account.function'), value: person.function === '' ? t('people:none') : person.function },
          { label: t('people:account.roles'), value: grantsText(person.grants, new Map(sites.map(({ id, name }) => [id, name]))) },
          { label: t('people:account.state'), value: t('people:state.endedWhy') },
        ]}
      />
    </DetailPane>
  )
}

function NewAccount({ sites, onClose, onSaved }: { readonly sites: readonly { readonly id: string; readonly name: string }[]; onClose(): void; onSaved(id: string): void }): ReactElement {
  const { t } = useTranslation('people')
  const add = useCommand('accounts.add')
  const problemOf = useLengthProblem()
  const [way, setWay] = useState<'here' | 'given'>('here')
  // Never kept with the form: a passphrase lives in its field only.
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<{ readonly id: string; readonly name: string; readonly passphrase: string } | null>(null)
  const kept = useKeptForm<Values>('account new', schema, { name: '', function: '', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null })
  if (made !== null) {
    return (
      <DetailPane title={made.name} onClose={() => onSaved(made.id)}>
        <FirstPassphraseNotice passphrase={made.passphrase} />
      </DetailPane>
    )
  }
  const send = async (values: Values) => {
    setTried(true)
    if (way === 'here' && problemOf(passphrase) !== undefined) return null
    const outcome = await add.run({ ...values, passphrase: way === 'here' ? passphrase : null })
    if (!outcome.ok || outcome.value.firstPassphrase === null) return outcome
    kept.confirmed()
    setMade({ id: outcome.value.id, name: values.name, passphrase: outcome.value.firstPassphrase })
    // The pane stays: what was made can be read only now.
    return null
  }
  return (
    <RecordPane name={null} addTitle={t('account.addTitle')} form={kept} save={{ label: t('account.save'), needs: 'people.manage', busy: add.busy, error: add.error, send }} onClose={onClose} onSaved={onSaved}>
      <AccountFields form={kept} sites={sites} isNew />
      <RadioInput
        label={t('account.way')}
        value={way}
        onChange={setWay}
        choices={[
          { value: 'here', label: t('account.wayHere'), explanation: t('account.wayHereWhat') },
          { value: 'given', label: t('account.wayGiven'), explanation: t('account.wayGivenWhat') },
        ]}
      />
      {way === 'here' ? <NewPassphrase label={t('account.passphrase')} value={passphrase} onChange={setPassphrase} tried={tried} /> : null}
    </RecordPane>
  )
}

function KnownAccount({ account: { person }, sites, onClose }: { readonly account: Account; readonly sites: readonly { readonly id: string; readonly name: string }[]; onClose(): void }): ReactElement {
  const { t } = useTranslation('people')
  const change = useCommand('accounts.change')
  const end = useCommand('accounts.end')
  const kept = useKeptForm<Values>(`account ${person.id}`, schema, {
    name: person.name ?? '',
    function: person.function,
    badge: person.badge,
    grants: [...person.grants],
    validUntil: person.validUntil,
  })
  return (
    <RecordPane
      name={person.name ?? t('state.erased')}
      addTitle={t('account.addTitle')}
      form={kept}
      save={{ label: t('account.saveChange'), needs: 'people.manage', busy: change.busy, error: change.error, send: (values) => change.run({ ...values, id: person.id }) }}
      removal={{
        label: t('account.end'),
        consequences: [t('account.endDoor'), t('account.endStays'), t('account.endBackups')],
        busy: end.busy,
        error: end.error,
        remove: (reason) => end.run({ id: person.id, reason }),
      }}
      below={<ResetPassphrase person={person.id} />}
      onClose={onClose}
      onSaved={() => undefined}
    >
      <AccountFields form={kept} sites={sites} isNew={false} />
    </RecordPane>
  )
}

function AccountFields({ form: { form }, sites, isNew }: { readonly form: ReturnType<typeof useKeptForm<Values>>; readonly sites: readonly { readonly id: string; readonly name: string }[]; readonly isNew: boolean }): ReactElement {
  const { t } = useTranslation('people')
  const { t: tUi } = useTranslation('ui')
  const { clock, zone } = useCoreClock()
  const { control } = form
  return (
    <>
      <Controller control={control} name="name" render={({ field, fieldState }) => <TextInput {...field} label={t('account.name')} maxLength={120} autoFocus={isNew} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="function" render={({ field, fieldState }) => <TextInput {...field} label={t('account.function')} help={t('account.functionHelp')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="badge" render={({ field, fieldState }) => <TextInput {...field} label={t('account.badge')} help={t('account.badgeHelp')} maxLength={40} characters={16} error={problemText(tUi, fieldState.error)} />} />
      <Controller
        control={control}
        name="grants"
        render={({ field, fieldState }) => <GrantsInput value={field.value} onChange={field.onChange} sites={sites} error={fieldState.error === undefined ? undefined : t('account.rolesMissing')} />}
      />
      <Controller
        control={control}
        name="validUntil"
        render={({ field }) => <InstantField {...field} label={t('account.until')} help={t('account.untilHelp')} zone={zone} now={() => clock.now()} mayLieAhead typedOnly />}
      />
    </>
  )
}

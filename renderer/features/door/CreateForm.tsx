import { useState } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { minimumPassphraseLength } from '../../../shared/person/passphrase.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { DoorPage } from './DoorPage.tsx'
import type { Beginning } from './FirstStart.tsx'
import { ShowPassphrase } from './ShowPassphrase.tsx'
import { useCreate } from './use-create.ts'

const titles = { incident: 'create.incidentTitle', setup: 'create.setupTitle', demo: 'create.demoTitle' } as const
const labels = { incident: 'create.forwardIncident', setup: 'create.forwardSetup', demo: 'create.forwardDemo' } as const

/** Makes a record: name and passphrase, and for a set-up also what the plant is called. */
export function CreateForm({ beginning, onBack }: { readonly beginning: Beginning; onBack(): void }): ReactElement {
  const { t } = useTranslation('door')
  const { form, rules, send, busy, error } = useCreate(beginning)
  // A slip of the finger here locks the record before any sheet is printed, so the passphrase can be read until that is switched off.
  const [shown, setShown] = useState(true)
  const { control } = form
  return (
    <DoorPage title={t(titles[beginning])}>
      <FormStep
        title={t(titles[beginning])}
        titleHidden
        forward={{ label: t(labels[beginning]), onPress: () => void send(), busy }}
        back={{ label: t('create.back'), onPress: onBack }}
        saved={busy ? t('create.working') : undefined}
      >
        <Controller
          control={control}
          name="name"
          rules={rules.name}
          render={({ field, fieldState }) => <TextInput {...field} label={t('create.name')} autoComplete="name" maxLength={120} autoFocus error={fieldState.error?.message} />}
        />
        <Controller
          control={control}
          name="passphrase"
          rules={rules.passphrase}
          render={({ field, fieldState }) => (
            <TextInput
              {...field}
              label={t('create.passphrase')}
              kind={shown ? 'text' : 'password'}
              autoComplete="new-password"
              maxLength={256}
              help={
                <>
                  {t('create.passphraseHelp', { minimum: minimumPassphraseLength })}
                  <ShowPassphrase shown={shown} onChange={setShown} />
                </>
              }
              error={fieldState.error?.message}
            />
          )}
        />
        {beginning === 'setup' ? (
          <>
            <Controller
              control={control}
              name="entityName"
              rules={rules.name}
              render={({ field, fieldState }) => <TextInput {...field} label={t('create.entity')} help={t('create.entityHelp')} maxLength={200} error={fieldState.error?.message} />}
            />
            <Controller
              control={control}
              name="siteName"
              rules={rules.name}
              render={({ field, fieldState }) => <TextInput {...field} label={t('create.site')} maxLength={200} error={fieldState.error?.message} />}
            />
          </>
        ) : null}
        {error === null ? null : <ErrorNotice error={error} />}
      </FormStep>
    </DoorPage>
  )
}

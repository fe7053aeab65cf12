import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { minimumPassphraseLength } from '../../../shared/person/passphrase.ts'
import { useCommand } from '../../api/hooks.ts'
import { usePreferences } from '../../app/preferences/preferences.ts'
import type { Beginning } from './FirstStart.tsx'
import { passphraseProblem } from './passphrase.ts'
import { useRecoveryKey } from './recovery-key.ts'

/** What the first form asks. */
export interface CreateFields {
  readonly name: string
  readonly passphrase: string
  readonly entityName: string
  readonly siteName: string
}

/** Where each way in leads once the record is open. */
const destinations: Readonly<Record<Beginning, string>> = { incident: '/incidents/record', setup: '/settings/recovery-sheet', demo: '/' }

/** The form that makes a record, and making it. */
export function useCreate(beginning: Beginning) {
  const { t } = useTranslation('door')
  const [, navigate] = useLocation()
  const language = usePreferences((state) => state.language)
  const change = usePreferences((state) => state.change)
  const keep = useRecoveryKey((state) => state.keep)
  const command = useCommand('store.create')
  const form = useForm<CreateFields>({ defaultValues: { name: '', passphrase: '', entityName: '', siteName: '' } })

  async function create(fields: CreateFields): Promise<void> {
    // The window changes as soon as the record is open, so the way is chosen before.
    navigate(destinations[beginning])
    // What the window speaks now is what this person reads: it is kept with the record.
    change({ language })
    const outcome = await command.run({
      ...fields,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      kind: beginning === 'demo' ? 'demo' : 'real',
      language,
    })
    if (outcome.ok) keep(outcome.value.recoveryKey)
    else navigate('/')
  }

  const rules = {
    name: { validate: (text: string) => text.trim() !== '' || t('create.required') },
    passphrase: {
      validate: (text: string) => {
        const problem = passphraseProblem(text)
        if (problem === null) return true
        return problem.kind === 'missing' ? t('create.required') : t('create.short', { count: problem.count, minimum: minimumPassphraseLength })
      },
    },
  }
  return { form, rules, send: form.handleSubmit(create), busy: command.busy, error: command.error }
}

import type { Instant } from '../ports/clock.ts'
import type { Block, ReportDocument } from './document.ts'
import { cell, entityName, heading, notice, row, run, running, timeRuns } from './document-parts.ts'
import type { SheetMark } from './document-parts.ts'
import type { Language } from './language.ts'
import { reportTexts } from './texts/texts.ts'
import { zonedTime } from './zoned-time.ts'

/** What a recovery sheet shows. The key is a secret: the sheet is made, printed and forgotten, never stored. */
export interface RecoverySheetInput {
  readonly entity: { readonly code: string; readonly name: string }
  readonly siteName: string
  /** The recovery key as it is printed, groups joined by `-`. */
  readonly recoveryKey: string
  readonly madeAt: Instant
  readonly zone: string
  readonly mark?: SheetMark
}

/** The printable recovery sheet: the key in groups and as QR code, when it is needed and how it is kept. */
export function recoverySheetDocument(input: RecoverySheetInput, language: Language): ReportDocument {
  const texts = reportTexts(language)
  const { recovery } = texts
  const sheet = running(texts, { title: recovery.title, packageId: `recovery-sheet_${input.entity.code}`, tlp: null, sentence: recovery.keep, mark: input.mark ?? null })
  const blocks: Block[] = [
    heading(1, recovery.title),
    notice('attention', recovery.secret, [recovery.secretText]),
    {
      type: 'key-value',
      rows: [
        row(recovery.entity, [[run(entityName(input.entity.name, texts), 'strong'), run(`  ${input.entity.code}`, 'quiet')]]),
        ...(input.siteName === '' ? [] : [row(recovery.site, cell(input.siteName))]),
        row(recovery.made, [timeRuns(zonedTime(input.madeAt, input.zone), texts)]),
      ],
    },
    heading(2, recovery.recoveryKey),
    {
      type: 'qr',
      text: input.recoveryKey,
      holds: recovery.qrHolds,
      beside: [{ type: 'groups', label: recovery.recoveryKeyHelp, perLine: 4, groups: input.recoveryKey.split('-') }],
    },
    heading(2, recovery.use),
    { type: 'list', size: 'normal', items: [cell(recovery.useStep1), cell(recovery.useStep2), cell(recovery.useStep3)] },
    heading(2, recovery.store),
    { type: 'list', size: 'normal', items: [cell(recovery.storeStep1), cell(recovery.storeStep2), cell(recovery.storeStep3)] },
    { type: 'signature', labels: [recovery.checkedBy, recovery.place, recovery.date] },
  ]
  return { language, title: recovery.title, running: sheet, blocks }
}

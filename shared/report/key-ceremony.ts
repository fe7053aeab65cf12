import type { Instant } from '../ports/clock.ts'
import type { Block, ReportDocument } from './document.ts'
import { cell, entityName, heading, paragraph, row, run, running, table, timeRuns } from './document-parts.ts'
import type { SheetMark } from './document-parts.ts'
import type { Language } from './language.ts'
import { fill } from './texts/fill.ts'
import { reportTexts } from './texts/texts.ts'
import { zonedTime } from './zoned-time.ts'

/** What was made, and who says so. It holds no secret. */
export interface KeyCeremonyInput {
  readonly entity: { readonly code: string; readonly name: string }
  /** The line a recipient keeps. */
  readonly anchor: string
  readonly entityFingerprint: string
  /** When the entity's key was made. */
  readonly madeAt: Instant
  /** Fingerprint of the entity key before this one, and which change that was; `null` for the first. */
  readonly continues: { readonly fingerprint: string; readonly number: number } | null
  /** Number of the signed list of keys that is in force. */
  readonly listNumber: number
  readonly sites: readonly { readonly name: string; readonly principal: string; readonly fingerprint: string }[]
  /** Names and functions of those present, as they were typed. */
  readonly present: readonly string[]
  /** Where it took place, as it was typed. */
  readonly place: string
  readonly printedAt: Instant
  /** IANA zone of the times. */
  readonly zone: string
  readonly mark?: SheetMark
}

/** The record of a key ceremony on paper: what was made, before whom, when and where, with room to sign. */
export function keyCeremonyDocument(input: KeyCeremonyInput, language: Language): ReportDocument {
  const texts = reportTexts(language)
  const { keyCard, keyCeremony } = texts
  const title = fill(keyCeremony.titleOf, { entity: entityName(input.entity.name, texts) })
  const sheet = running(texts, { title, packageId: `key-ceremony_${input.entity.code}`, tlp: null, sentence: keyCeremony.keep, mark: input.mark ?? null })
  const time = (at: Instant) => [[...timeRuns(zonedTime(at, input.zone), texts)]]
  const { continues } = input
  const blocks: Block[] = [
    heading(1, keyCeremony.title),
    paragraph(keyCeremony.purpose),
    {
      type: 'key-value',
      rows: [
        row(keyCard.entity, [[run(entityName(input.entity.name, texts), 'strong'), run(`  ${input.entity.code}`, 'quiet')]]),
        row(keyCeremony.made, time(input.madeAt)),
        row(keyCeremony.printed, time(input.printedAt)),
        row(keyCeremony.place, cell(input.place)),
        row(keyCeremony.list, cell(String(input.listNumber))),
      ],
    },
    heading(2, keyCeremony.what),
    {
      type: 'qr',
      text: input.anchor,
      holds: keyCard.qrHolds,
      beside: [
        { type: 'code', label: keyCard.entityLine, lines: [input.anchor] },
        { type: 'code', label: keyCard.entityFingerprint, lines: [input.entityFingerprint] },
        ...(continues === null ? [] : [{ type: 'code' as const, label: fill(keyCeremony.continues, { number: String(continues.number) }), lines: [continues.fingerprint] }]),
      ],
    },
    table(
      '',
      [[keyCard.site, 3], [keyCard.principal, 3], [keyCard.fingerprint, 7]],
      input.sites.map((site) => [cell(site.name), cell(site.principal, 'code'), cell(site.fingerprint, 'code')]),
    ),
    heading(2, keyCeremony.present),
    paragraph(keyCeremony.presentHelp),
    ...(input.present.length === 0 ? [keyCeremony.personOne, keyCeremony.personTwo] : input.present).map((name): Block => ({ type: 'signature', labels: [run(name).text, keyCeremony.signature, keyCard.date] })),
  ]
  return { language, title, running: sheet, blocks }
}

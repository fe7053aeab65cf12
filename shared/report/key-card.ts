import { zoneName } from '../clock/time-text.ts'
import type { Instant } from '../ports/clock.ts'
import type { Block, ReportDocument } from './document.ts'
import { cell, entityName, heading, paragraph, row, run, running, table, timeRuns } from './document-parts.ts'
import type { SheetMark } from './document-parts.ts'
import type { Language } from './language.ts'
import { fill } from './texts/fill.ts'
import { reportTexts } from './texts/texts.ts'
import { zonedTime } from './zoned-time.ts'

/** What a key card shows. It holds no secret. */
export interface KeyCardInput {
  readonly entity: { readonly code: string; readonly name: string }
  /** The one line a recipient keeps: `*@<entity> cert-authority,... ssh-ed25519 ...`. */
  readonly anchor: string
  /** `SHA256:...` of the entity key. */
  readonly entityFingerprint: string
  /** Fingerprint of the entity key before this one; `null` for the first. */
  readonly continues?: string | null
  readonly sites: readonly { readonly name: string; readonly principal: string; readonly fingerprint: string }[]
  readonly printedAt: Instant
  /** IANA zone in which the time of printing is told; it is named on the card. */
  readonly zone: string
  readonly mark?: SheetMark
}

/** The printable key card of an entity: its line with QR code, its fingerprint, every site's, and how to check and compare. */
export function keyCardDocument(input: KeyCardInput, language: Language): ReportDocument {
  const texts = reportTexts(language)
  const { keyCard } = texts
  const title = fill(keyCard.titleOf, { entity: entityName(input.entity.name, texts) })
  const sheet = running(texts, { title, packageId: `key-card_${input.entity.code}`, tlp: null, sentence: keyCard.keep, mark: input.mark ?? null })
  const blocks: Block[] = [
    heading(1, keyCard.title),
    paragraph(keyCard.purpose, 'plain', 'large'),
    {
      type: 'key-value',
      rows: [
        row(keyCard.entity, [[run(entityName(input.entity.name, texts), 'strong'), run(`  ${input.entity.code}`, 'quiet')]]),
        row(keyCard.issued, [[...timeRuns(zonedTime(input.printedAt, input.zone), texts), run(`  ${zoneName(input.zone)}`, 'quiet')]]),
      ],
    },
    heading(2, keyCard.entityLine),
    {
      type: 'qr',
      text: input.anchor,
      holds: keyCard.qrHolds,
      beside: [
        paragraph(keyCard.entityLineHelp),
        { type: 'code', label: '', lines: [input.anchor] },
        { type: 'code', label: keyCard.entityFingerprint, lines: [input.entityFingerprint] },
        ...(input.continues === undefined || input.continues === null ? [] : [{ type: 'code' as const, label: keyCard.continues, lines: [input.continues] }]),
      ],
    },
    heading(2, keyCard.siteFingerprints),
    table(
      '',
      [[keyCard.site, 3], [keyCard.principal, 3], [keyCard.fingerprint, 7]],
      input.sites.map((site) => [cell(site.name), cell(site.principal, 'code'), cell(site.fingerprint, 'code')]),
    ),
    heading(2, keyCard.compare),
    { type: 'list', size: 'normal', items: [cell(keyCard.compareStep1), cell(keyCard.compareStep2), cell(keyCard.compareStep3)] },
    heading(2, keyCard.check),
    paragraph(keyCard.checkHelp),
    {
      type: 'code',
      label: '',
      lines: [
        `ssh-keygen -Y verify -f anchor -I <site>@${input.entity.code} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS`,
        'sha256sum --strict -c SHA256SUMS',
      ],
    },
    { type: 'signature', labels: [keyCard.handedBy, keyCard.handedTo, keyCard.date] },
  ]
  return { language, title, running: sheet, blocks }
}

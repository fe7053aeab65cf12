import { blocks as allBlocks } from './field-definition.ts'
import type { BlockId } from './field-definition.ts'
import type { Block, BlockOf, Cell, ReportDocument } from './document.ts'
import { cell, entityName, heading, notice, paragraph, row, run, running, table } from './document-parts.ts'
import type { SheetMark } from './document-parts.ts'
import { articleOf, fieldOf, fieldsOfBlock, requirementOf } from './field.ts'
import type { FieldId, ReportField } from './field.ts'
import { valueCell, valueTable } from './field-blocks.ts'
import type { Telling } from './field-blocks.ts'
import type { Language } from './language.ts'
import { chronologyBlocks, entityBlocks, headerBlocks, peopleBlocks, timeBlocks } from './record-blocks.ts'
import { getsWholeReport } from './disclosure.ts'
import type { ReportJson } from './report-json.ts'
import { fill } from './texts/fill.ts'
import type { Stage } from './stage.ts'
import { reportTexts } from './texts/texts.ts'

/** How a sheet is made. */
export interface SheetOptions {
  /** Not released yet: marked on every page. */
  readonly draft?: boolean
  /** Order of the blocks, where the authority's form has another than ours; blocks not named follow in our order. */
  readonly order?: readonly BlockId[]
}

/**
 * The human sheet of a report, in the order of the authority's form, in a language that need not be the report's own. Everything on
 * it comes from report.json; nothing else may, so that a rebuilt file can be shown safely.
 */
export function reportDocument(report: ReportJson, language: Language, options: SheetOptions = {}): ReportDocument {
  const texts = reportTexts(language)
  const telling: Telling = { texts, language }
  const stage = texts.stages[report.stage]
  const title = fill(texts.sheet.title, { stage, number: report.incident.number.replace(/^INC-/, '') })
  const version = fill(texts.sheet.version, { version: report.version })
  const mark: SheetMark = report.kind !== 'real' ? report.kind : options.draft ? 'draft' : null
  const sheet = running(texts, { title: `${title}, ${version}`, packageId: report.package, tlp: report.tlp, mark })
  const blocks: Block[] = [heading(1, title), paragraph(fill(texts.sheet.subtitle, { entity: entityName(report.entity.name, texts), site: report.site.name }), 'quiet', 'large')]
  if (options.draft && mark !== 'draft') blocks.push(notice('attention', texts.marks.draft.word, [texts.marks.draft.sentence]))
  blocks.push(...correctionBlocks(report, telling))
  for (const block of orderOf(options.order ?? leading[report.stage])) blocks.push(...blockBlocks(report, block, telling))
  blocks.push(...chronologyBlocks(report, telling))
  if (report.withheld.length > 0) {
    const fields = report.withheld.map((id) => texts.fields[id].label).join('; ')
    blocks.push(notice('plain', '', [fill(texts.sheet.withheld, { fields })]))
  }
  blocks.push(...verificationBlocks(report, telling))
  return { language, title: `${title}, ${version}`, running: sheet, blocks }
}

/** Who reads an early warning at night wants its two answers on the first page (NIS2 Art 23(4)(a)). */
const leading: Readonly<Partial<Record<Stage, readonly BlockId[]>>> = { 'early-warning': ['header', 'flags', 'summary'] }

function orderOf(order: readonly BlockId[] | undefined): readonly BlockId[] {
  return order === undefined ? allBlocks : [...order, ...allBlocks.filter((block) => !order.includes(block))]
}

function blockBlocks(report: ReportJson, block: BlockId, telling: Telling): Block[] {
  const { texts } = telling
  const parts = [...recordBlocks(report, block, telling), ...fieldBlocks(report, block, telling)]
  return parts.length === 0 ? [] : [heading(2, texts.blocks[block]), ...parts]
}

function recordBlocks(report: ReportJson, block: BlockId, telling: Telling): Block[] {
  switch (block) {
    case 'header':
      return headerBlocks(report, telling)
    case 'entity':
      return entityBlocks(report, telling)
    case 'people':
      return peopleBlocks(report, telling)
    case 'times':
      return timeBlocks(report, telling)
    case 'technical':
      return report.zones.length === 0 ? [] : [{ type: 'key-value', rows: [row(telling.texts.sheet.affectedZones, report.zones.map((zone) => [run(zone)]))] }]
    default:
      return []
  }
}

/** Fields of a block: rows, broken up by the tables of wide lists. What nobody asked and nobody answered is not printed. */
function fieldBlocks(report: ReportJson, block: BlockId, telling: Telling): Block[] {
  const result: Block[] = []
  let rows: BlockOf<'key-value'>['rows'] = []
  const flush = (): void => {
    if (rows.length > 0) result.push({ type: 'key-value', rows })
    rows = []
  }
  const missing: string[] = []
  for (const field of fieldsOfBlock(report.stage, block)) {
    const value = report.fields[field.id]
    if (value === undefined) {
      if (isAsked(report, field)) missing.push(label(field.id, telling))
      continue
    }
    const wide = valueTable(field, value, telling)
    if (wide !== null) {
      flush()
      result.push(wide)
    } else {
      rows.push(row(label(field.id, telling), withFindingOut(report, field.id, valueCell(field, value, telling), telling), note(report, field.id, telling)))
    }
  }
  if (missing.length > 0) rows.push(row(telling.texts.values.notStated, cell(missing.join('; '), 'quiet')))
  flush()
  return result
}

/** An unanswered field is named under "not stated" where law or form ask it, its condition holds and the recipient may see it. */
function isAsked(report: ReportJson, field: ReportField): boolean {
  if (requirementOf(report.stage, field.id) === 'optional' || !getsWholeReport(report.recipient.kind)) return false
  if (!field.appliesWhen) return true
  const other = report.fields[field.appliesWhen.field as FieldId]
  return typeof other === 'string' && field.appliesWhen.is.includes(other)
}

function withFindingOut(report: ReportJson, id: FieldId, value: Cell, { texts }: Telling): Cell {
  const text = report.findingOut[id]
  return text === undefined || text === '' ? value : [...value, [run(fill(texts.sheet.findingOut, { text }), 'quiet')]]
}

function label(id: FieldId, { texts }: Telling): string {
  return texts.fields[id].label
}

function note(report: ReportJson, id: FieldId, { texts }: Telling): string {
  const article = articleOf(report.stage, id)
  return article === null ? '' : fill(texts.sheet.requiredBy, { article })
}

function correctionBlocks(report: ReportJson, telling: Telling): Block[] {
  if (report.correction === null) return []
  const { texts } = telling
  const { sheet, columns, fields } = texts
  const blocks: Block[] = [
    heading(2, sheet.correction),
    notice('attention', fill(sheet.correctionOf, { version: report.version, of: report.correction.of }), [`${sheet.correctionReason}: ${report.correction.reason}`]),
  ]
  if (report.correction.changes.length === 0) return [...blocks, paragraph(sheet.correctionNone)]
  const rows = report.correction.changes.map(({ field, before, after }) => [
    cell(fields[field].label, 'strong'),
    valueCell(fieldOf(field), before, telling).map((runs) => runs.map((part) => (before === null ? part : { ...part, style: 'struck' as const }))),
    valueCell(fieldOf(field), after, telling),
  ])
  return [...blocks, table('', [[columns.field, 3], [columns.before, 5], [columns.after, 5]], rows)]
}

function verificationBlocks(report: ReportJson, { texts }: Telling): Block[] {
  const { sheet } = texts
  return [
    heading(2, sheet.verification),
    paragraph(sheet.verificationText),
    {
      type: 'code',
      label: sheet.verificationCommand,
      lines: [
        `ssh-keygen -Y verify -f anchor -I ${report.signer} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS`,
        'sha256sum --strict -c SHA256SUMS',
      ],
    },
    {
      type: 'key-value',
      rows: [
        row(sheet.verificationSigner, cell(report.signer, 'code')),
        row(sheet.verificationPackage, cell(`${report.package}.zip`, 'code')),
        row(sheet.verificationLine, [[run(report.line, 'code'), run(`  ${fill(sheet.sequence, { sequence: report.sequence })}`, 'quiet')]]),
      ],
    },
    paragraph(sheet.verificationEntityLine, 'quiet'),
    paragraph(sheet.embedded, 'quiet'),
  ]
}

import type { Block, Cell, Run } from './document.ts'
import { cell, entityName, heading, paragraph, row, run, shortTime, table, timeCell, timeRuns } from './document-parts.ts'
import { paragraphs } from './field-blocks.ts'
import type { Telling } from './field-blocks.ts'
import type { ReportJson, ReportedPerson } from './report-json.ts'
import { fill } from './texts/fill.ts'
import type { ReportTexts } from './texts/report-texts.ts'
import { tlpCode } from './tlp.ts'

/** "This report": what it is, for whom, under which number, and how far its times can be trusted. */
export function headerBlocks(report: ReportJson, { texts }: Telling): Block[] {
  const { sheet } = texts
  const { subject, recipient } = report
  return [
    {
      type: 'key-value',
      rows: [
        row(sheet.incidentTitle, cell(subject.title, 'strong')),
        row(sheet.recipient, [[run(recipient.name), run(`  ${texts.recipientKinds[recipient.kind]}`, 'quiet')]]),
        row(sheet.incident, cell(report.incident.number)),
        row(sheet.theirReference, subject.authorityReference === '' ? notStated(texts) : cell(subject.authorityReference)),
        row(sheet.notificationKind, cell(texts.notificationKinds[subject.notificationKind])),
        row(sheet.law, cell(report.recipient.regime.toUpperCase())),
        row(sheet.significance, cell(texts.significances[subject.significance])),
        row(sheet.released, [timeRuns(report.released, texts)]),
        row(sheet.clock, cell(texts.clockStates[report.clock])),
        row(fill(sheet.sharing, { code: tlpCode(report.tlp) }), cell(texts.tlp[report.tlp])),
        row(sheet.countryRules, [[run(`${report.profile.id} ${report.profile.version}`), run(`  ${report.profile.sha256.slice(0, 16)}`, 'quiet')]]),
      ],
    },
  ]
}

/** The entity as registered, and the site. */
export function entityBlocks(report: ReportJson, { texts }: Telling): Block[] {
  const { sheet } = texts
  const { entity, organisation, site, place } = report
  return [
    {
      type: 'key-value',
      rows: [
        row(sheet.entityName, [[run(entityName(entity.name, texts), 'strong'), run(`  ${entity.code}`, 'quiet')]]),
        row(sheet.registrationNumber, entity.registrationNumber === null ? notStated(texts) : cell(entity.registrationNumber)),
        row(sheet.country, countryCell(entity.country, texts)),
        row(sheet.address, textCell(organisation.address, texts)),
        row(sheet.sector, textCell(organisation.sector, texts)),
        row(sheet.entityClass, organisation.class === 'unknown' ? cell(texts.entityClasses.unknown, 'unknown') : cell(texts.entityClasses[organisation.class])),
        row(sheet.memberStates, organisation.memberStates.length === 0 ? notStated(texts) : cell(organisation.memberStates.map((code) => countryName(code, texts)).join(', '))),
        row(sheet.site, [[run(site.name, 'strong'), run(`  ${site.code}`, 'quiet')]]),
        row(sheet.siteAddress, textCell(place.address, texts)),
        row(sheet.timeZone, cell(place.zone)),
      ],
    },
  ]
}

/** The person who reports and the one to call: the only names that leave. */
export function peopleBlocks(report: ReportJson, { texts }: Telling): Block[] {
  const { sheet } = texts
  const same = report.notifier !== null && report.contact !== null && JSON.stringify(report.notifier) === JSON.stringify(report.contact)
  const rows = [row(sheet.notifier, report.notifier === null ? cell(sheet.nobodyStated, 'quiet') : personCell(report.notifier, texts), report.deputising ? sheet.deputising : '')]
  if (same) rows.push(row(sheet.contact, cell(sheet.sameAsNotifier)))
  else rows.push(row(sheet.contact, report.contact === null ? cell(sheet.nobodyStated, 'quiet') : personCell(report.contact, texts)))
  return [{ type: 'key-value', rows }]
}

/** Statements about time, deadlines with former and claimed lines, and earlier reports. */
export function timeBlocks(report: ReportJson, telling: Telling): Block[] {
  const { texts } = telling
  const { sheet, columns } = texts
  const blocks: Block[] = []
  if (report.statements.length > 0) {
    blocks.push(
      table(
        sheet.stated,
        [[columns.what, 3], [columns.time, 4], [columns.basis, 5]],
        report.statements.map((item) => {
          const style = item.standing === 'superseded' ? 'struck' : item.standing === 'claimed' ? 'claimed' : 'plain'
          return [cell(texts.anchors[item.anchor]), [...(style === 'plain' ? timeCell(item.time, texts) : cell(shortTime(item.time, texts), style)), ...standingNote(item.standing, texts)], basisCell(item, texts)]
        }),
      ),
    )
  }
  if (report.deadlines.length > 0) blocks.push(deadlineTable(report, telling))
  if (report.submissions.length > 0) {
    blocks.push(
      table(
        sheet.earlierReports,
        [[columns.report, 3], [columns.handedIn, 4], [columns.channel, 2], [columns.reference, 3]],
        report.submissions.map((item) => [cell(texts.stages[item.stage]), timeCell(item.time, texts), cell(texts.channels[item.channel]), textCell(item.reference, texts)]),
      ),
    )
  }
  return blocks
}

/** Chronology entries that the plant marked as important. */
export function chronologyBlocks(report: ReportJson, { texts }: Telling): Block[] {
  if (report.chronology.length === 0) return []
  const { columns, sheet } = texts
  return [
    heading(2, sheet.chronology),
    paragraph(sheet.chronologyHelp, 'quiet'),
    table(
      '',
      [[columns.time, 3], [columns.what, 7], [columns.source, 3]],
      report.chronology.map((entry) => [cell(shortTime(entry.time, texts)), paragraphs(entry.text), entry.source === '' ? cell('') : cell(entry.source, 'quiet')]),
    ),
  ]
}

function deadlineTable(report: ReportJson, { texts }: Telling): Block {
  const { sheet, columns } = texts
  return table(
    sheet.deadlines,
    [[columns.report, 3], [columns.due, 5], [columns.handedIn, 4]],
    report.deadlines.map((item) => {
      const due: Run[][] = item.former.flatMap((former) => [
        [run(shortTime(former.due, texts), 'struck')],
        ...(former.reason === '' ? [] : [[run(fill(sheet.formerDue, { reason: former.reason }), 'quiet')]]),
      ])
      due.push(...timeCell(item.due, texts, 'strong'))
      if (item.state === 'provisional') due.push([run(sheet.provisional, 'quiet')])
      if (item.claimed) {
        due.push([run(shortTime(item.claimed.due, texts), 'claimed')], [run(fill(sheet.claimedDue, { reason: item.claimed.reason }), 'claimed')])
      }
      const stage: Cell = [[run(texts.stages[item.stage])], [run(item.source, 'quiet')]]
      return [stage, due, submittedCell(item, texts)]
    }),
  )
}

function submittedCell(item: ReportJson['deadlines'][number], texts: ReportTexts): Cell {
  if (item.submitted === null) return cell(texts.sheet.notSubmitted, 'quiet')
  const late = Date.parse(item.submitted.utc) > Date.parse(item.due.utc)
  return late ? [[run(shortTime(item.submitted, texts))], [run(texts.sheet.late, 'strong')]] : cell(shortTime(item.submitted, texts))
}

function standingNote(standing: ReportJson['statements'][number]['standing'], texts: ReportTexts): Run[][] {
  if (standing === 'superseded') return [[run(texts.sheet.superseded, 'quiet')]]
  return standing === 'claimed' ? [[run(texts.sheet.claimed, 'claimed')]] : []
}

function basisCell(item: ReportJson['statements'][number], texts: ReportTexts): Cell {
  const lines = item.basis === '' ? [] : paragraphs(item.basis)
  return item.by === '' ? lines : [...lines, [run(fill(texts.sheet.statedBy, { by: item.by }), 'quiet')]]
}

function personCell(person: ReportedPerson, texts: ReportTexts): Cell {
  const { sheet } = texts
  const lines: Cell = [[run(person.name, 'strong'), run(person.function === '' ? '' : `, ${person.function}`)]]
  if (person.phone !== '') lines.push([run(`${sheet.phone}: ${person.phone}`)])
  if (person.email !== '') lines.push([run(`${sheet.email}: ${person.email}`)])
  if (person.availability !== '') lines.push([run(`${sheet.availability}: ${person.availability}`)])
  return lines
}

function notStated(texts: ReportTexts): Cell {
  return cell(texts.values.notStated, 'quiet')
}

function textCell(text: string, texts: ReportTexts): Cell {
  return text.trim() === '' ? notStated(texts) : paragraphs(text)
}

function countryCell(code: string, texts: ReportTexts): Cell {
  return code === 'XX' ? cell(texts.sheet.countryNotStated, 'quiet') : cell(countryName(code, texts))
}

function countryName(code: string, texts: ReportTexts): string {
  const countries: Readonly<Record<string, string>> = texts.countries
  const name = countries[code]
  return name === undefined ? code : `${name} (${code})`
}

import type { Block, ReportDocument } from './document.ts'
import { cell, entityName, heading, numberText, paragraph, running, shortTime } from './document-parts.ts'
import { choiceWord } from './field-blocks.ts'
import type { Language } from './language.ts'
import { printable } from './printable.ts'
import type { ReportJson } from './report-json.ts'
import { fill } from './texts/fill.ts'
import type { ReportTexts } from './texts/report-texts.ts'
import { reportTexts, wordOf } from './texts/texts.ts'
import type { NumberValue } from './value.ts'

/** Most lines of a phone sheet. */
export const phoneLinesMaximum = 10
/** Longest line that can be read aloud and written down in one go, in characters. */
export const phoneLineLength = 240

/** SHA-256 of some bytes: 32 bytes. Handed in, so that these rules stay free of any host. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The early warning to read aloud. */
export interface PhoneSheet {
  readonly lines: readonly string[]
  /** Eight digits in pairs, `48 15 92 07`. */
  readonly code: string
  readonly document: ReportDocument
}

/**
 * The report as at most ten numbered lines to read aloud, with a check code that the listener reads back. Who has no file and no
 * mail can still give the early warning in time; the code later shows that the written report says the same.
 */
export function phoneSheet(report: ReportJson, language: Language, sha256: Sha256, options: { readonly draft?: boolean } = {}): PhoneSheet {
  const texts = reportTexts(language)
  const { phone } = texts
  const lines = phoneLines(report, texts, language)
  const code = checkCode(lines, sha256)
  const number = report.incident.number.replace(/^INC-/, '')
  const title = fill(phone.title, { number })
  // The sheet exists to be read out before anything is released, so "draft" alone puts no mark on it: the record says what was released.
  const mark = report.kind !== 'real' ? report.kind : null
  const sheet = running(texts, { title, packageId: options.draft ? report.incident.number : report.package, tlp: report.tlp, mark })
  const blocks: Block[] = [
    heading(1, title),
    paragraph(phone.howTo),
    { type: 'list', size: 'large', items: lines.map((line) => cell(line)) },
    { type: 'groups', label: phone.code, perLine: 4, groups: code.split(' ') },
    paragraph(phone.codeHelp, 'quiet'),
    { type: 'signature', labels: [phone.spokenTo, phone.spokenAt, phone.reference, phone.readBack] },
    paragraph(phone.keep, 'quiet'),
  ]
  return { lines, code, document: { language, title, running: sheet, blocks } }
}

/**
 * The check code of some lines: the first six bytes of SHA-256 over the lines in UTF-8, each ended by a line feed, read as one
 * number, modulo 100 000 000, as eight digits in pairs. It guards against slips of ear and pen, not against an attacker.
 */
export function checkCode(lines: readonly string[], sha256: Sha256): string {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  let value = 0
  for (const byte of sha256(bytes).slice(0, 6)) value = value * 256 + byte
  const digits = String(value % 100_000_000).padStart(8, '0')
  return digits.replace(/(\d\d)(?=\d)/g, '$1 ')
}

function phoneLines(report: ReportJson, texts: ReportTexts, language: Language): string[] {
  const { phone } = texts
  const { fields } = report
  const lines = [
    entityLine(report, texts),
    report.notifier === null || report.notifier.phone === ''
      ? phone.callerUnknown
      : fill(phone.caller, { name: report.notifier.name, function: report.notifier.function, phone: report.notifier.phone }),
    fill(phone.purpose, { number: report.incident.number.replace(/^INC-/, '') }),
    awareLine(report, texts),
    what(report, texts),
    fill(phone.malicious, { answer: answer(fields.suspectedMalicious, texts) }),
    crossBorder(report, texts),
    supply(report, texts),
  ]
  const people = fields.usersAffected
  if (people !== undefined && typeof people === 'object') {
    const { value, basis } = people as NumberValue
    lines.push(fill(phone.people, { number: `${numberText(value, language)}, ${texts.values[basis]}` }))
  }
  const due = report.deadlines.find((item) => item.stage === 'notification' && item.submitted === null)
  lines.push(due === undefined ? phone.next : fill(phone.nextDue, { time: shortTime(due.due, texts) }))
  return lines.slice(0, phoneLinesMaximum).map(oneLine)
}

function entityLine(report: ReportJson, texts: ReportTexts): string {
  const { name, registrationNumber } = report.entity
  const text = registrationNumber === null ? texts.phone.entityUnregistered : texts.phone.entity
  return fill(text, { entity: entityName(name, texts), registration: registrationNumber ?? '', site: report.site.name })
}

function awareLine(report: ReportJson, texts: ReportTexts): string {
  const aware = report.statements.find((item) => item.anchor === 'aware' && item.standing === 'current')
  return aware === undefined ? texts.phone.awareNot : fill(texts.phone.aware, { time: shortTime(aware.time, texts) })
}

function what(report: ReportJson, texts: ReportTexts): string {
  const text = report.fields.shortDescription
  if (typeof text === 'string' && text !== 'unknown') return fill(texts.phone.what, { text })
  return fill(texts.phone.whatOpen, { title: report.subject.title })
}

function crossBorder(report: ReportJson, texts: ReportTexts): string {
  const said = answer(report.fields.possibleCrossBorder, texts)
  const states = report.fields.affectedStates
  if (!Array.isArray(states)) return fill(texts.phone.crossBorder, { answer: said })
  const countries: Readonly<Record<string, string>> = texts.countries
  const names = (states as readonly string[]).map((code) => wordOf(countries, code) ?? code).join(', ')
  return fill(texts.phone.crossBorderStates, { answer: said, states: names })
}

function supply(report: ReportJson, texts: ReportTexts): string {
  const { phone } = texts
  const effect = report.fields.effectOnSupply
  const ongoing = answer(report.fields.ongoing, texts)
  if (typeof effect !== 'string' || effect === 'unknown') return fill(phone.supplyOpen, { ongoing })
  return fill(phone.supply, { effect: choiceWord('effectOnSupply', effect, texts), ongoing })
}

function answer(value: unknown, texts: ReportTexts): string {
  return value === 'yes' || value === 'no' ? texts.answers[value] : texts.answers.unknown
}

/** One line, cut at a word so that it can be read in one go. */
function oneLine(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim()
  if (line.length <= phoneLineLength) return line
  const cut = line.slice(0, phoneLineLength - 4)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), phoneLineLength / 2)).replace(/[\ud800-\udbff]$/, '')} ...`
}

import { assertNever } from '../contract/error.ts'
import type { ChoiceSetId } from './choices.ts'
import type { Block, Cell, Run } from './document.ts'
import { cell, numberText, run, shortTime, table, timeRuns } from './document-parts.ts'
import type { ReportField } from './field.ts'
import type { Language } from './language.ts'
import type { ReportedAction, ReportedIndicator, ReportedInstant, ReportedValue } from './reported-value.ts'
import type { ReportTexts } from './texts/report-texts.ts'
import { wordOf } from './texts/texts.ts'
import { choiceSetOf } from './value.ts'
import type { AssetItem, ClassificationValue, NumberValue, ServiceItem } from './value.ts'

/** Words and language a value is told in. */
export interface Telling {
  readonly texts: ReportTexts
  readonly language: Language
}

/** The value of a field as one cell: for key-value rows, corrections and everything but wide lists. */
export function valueCell(field: ReportField, value: ReportedValue | null, telling: Telling): Cell {
  const { texts, language } = telling
  if (value === null) return cell(texts.values.notStated, 'quiet')
  if (value === 'unknown') return cell(texts.values.unknown, 'unknown')
  switch (field.type) {
    case 'answer':
      return cell(texts.answers[value as 'yes' | 'no'], 'strong')
    case 'text':
    case 'long-text':
      return paragraphs(value as string)
    case 'instant':
      if (value === 'not-yet') return cell(texts.values['not-yet'])
      return [instantRuns(value as ReportedInstant, texts)]
    case 'number':
      return [amountRuns(field, value as NumberValue, texts, language)]
    case 'choice':
      return cell(choiceWord(choiceSetOf(field), value as string, texts))
    default:
      if (value === 'none') return cell(texts.values.none)
      return (value as readonly unknown[]).map((item) => itemRuns(field, item, telling))
  }
}

/** A list that is wide enough for a table of its own; `null` for everything that fits a cell. */
export function valueTable(field: ReportField, value: ReportedValue, telling: Telling): Block | null {
  if (!Array.isArray(value)) return null
  const { texts } = telling
  const { columns, fields } = texts
  const caption = fields[field.id].label
  switch (field.type) {
    case 'services':
      return table(
        caption,
        [[columns.service, 4], [columns.peopleSupplied, 2], [columns.state, 3], [columns.note, 3]],
        (value as ServiceItem[]).map((item) => [cell(item.name), peopleCell(item.peopleSupplied, telling), cell(texts.serviceStates[item.state]), cell(item.note)]),
      )
    case 'assets':
      return table(
        caption,
        [[columns.asset, 4], [columns.kind, 3], [columns.zone, 3], [columns.note, 3]],
        (value as AssetItem[]).map((item) => [cell(item.name), cell(assetKindWord(item.kind, texts)), zoneCell(item.zone, texts), cell(item.note)]),
      )
    case 'indicators':
      return table(
        caption,
        [[columns.kind, 2], [columns.trace, 5], [columns.seen, 3], [columns.confidence, 2]],
        (value as ReportedIndicator[]).map((item) => [
          cell(texts.indicatorTypes[item.type]),
          item.note === '' ? cell(item.value, 'code') : [[run(item.value, 'code')], [run(item.note, 'quiet')]],
          seenCell(item, texts),
          cell(texts.confidences[item.confidence]),
        ]),
      )
    case 'actions':
      return table(
        caption,
        [[columns.state, 3], [columns.action, 9], [columns.when, 6], [columns.effect, 4]],
        (value as ReportedAction[]).map((item) => [
          cell(texts.actionStates[item.state]),
          paragraphs(item.text),
          item.at === null ? cell(texts.values.notStated, 'quiet') : cell(shortTime(item.at, texts)),
          cell(texts.actionEffects[item.effect]),
        ]),
      )
    default:
      return null
  }
}

/** Paragraphs of a text a person typed: one for each of its lines. */
export function paragraphs(text: string): Cell {
  return text.split(/\r\n|\r|\n/).map((line) => [run(line)])
}

/** Name of a value of a closed list. */
export function choiceWord(set: ChoiceSetId, value: string, texts: ReportTexts): string {
  const words: Readonly<Record<string, string>> = texts.choices[set]
  return wordOf(words, value) ?? value
}

function itemRuns(field: ReportField, item: unknown, { texts }: Telling): Run[] {
  switch (field.type) {
    case 'choices':
      return [run(choiceWord(choiceSetOf(field), item as string, texts))]
    case 'member-states': {
      const countries: Readonly<Record<string, string>> = texts.countries
      return [run(`${wordOf(countries, item as string) ?? ''} (${item as string})`)]
    }
    case 'classification': {
      const value = item as ClassificationValue
      const entry = value.entry === null ? '' : `: ${texts.rsitEntries[value.entry]}`
      const code = value.entry === null ? value.class : `${value.class} / ${value.entry}`
      return [run(`${texts.rsitClasses[value.class]}${entry}`), run(`  ${code}`, 'quiet')]
    }
    case 'identifiers':
      return [run(item as string, 'code')]
    case 'services': {
      const value = item as ServiceItem
      return [run(`${value.name}: ${texts.serviceStates[value.state]}`)]
    }
    case 'assets':
      return [run((item as AssetItem).name)]
    case 'indicators': {
      const value = item as ReportedIndicator
      return [run(`${texts.indicatorTypes[value.type]}: `), run(value.value, 'code')]
    }
    case 'actions': {
      const value = item as ReportedAction
      return [run(`${texts.actionStates[value.state]}: ${value.text}`)]
    }
    case 'answer':
    case 'text':
    case 'long-text':
    case 'instant':
    case 'number':
    case 'choice':
      throw new Error(`${field.type} is not a list`)
    default:
      return assertNever(field.type)
  }
}

function instantRuns(value: ReportedInstant, texts: ReportTexts): Run[] {
  const runs = timeRuns(value.time, texts)
  return value.basis === 'known' ? runs : [...runs, run(`  ${texts.values.estimated}`)]
}

function amountRuns(field: ReportField, value: NumberValue, texts: ReportTexts, language: Language): Run[] {
  const unit = field.unit === undefined ? '' : `\u00a0${texts.units[field.unit]}`
  return [run(`${numberText(value.value, language)}${unit}`), run(`  ${texts.values[value.basis]}`, 'quiet')]
}

function peopleCell(people: number | null, { texts, language }: Telling): Cell {
  return people === null ? cell(texts.values.unknown, 'unknown') : cell(numberText(people, language))
}

function zoneCell(zone: string | null, texts: ReportTexts): Cell {
  return zone === null ? cell(texts.values.unknown, 'unknown') : cell(zone)
}

function seenCell(item: ReportedIndicator, texts: ReportTexts): Cell {
  const times = [item.firstSeen, item.lastSeen].filter((time) => time !== null)
  if (times.length === 0) return cell(texts.values.notStated, 'quiet')
  return times.map((time) => [run(shortTime(time, texts))])
}

function assetKindWord(kind: string, texts: ReportTexts): string {
  return wordOf(texts.assetKinds, kind) ?? kind
}

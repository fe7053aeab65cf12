import fc from 'fast-check'
import { actionEffects, actionStates, confidences, indicatorTypes, reportingCountries, serviceStates } from '../../shared/report/choices.ts'
import type { ReportContent } from '../../shared/report/content.ts'
import type { ReportField } from '../../shared/report/field.ts'
import { fieldsOf } from '../../shared/report/field.ts'
import { rsitClasses, rsitEntries } from '../../shared/report/rsit.ts'
import type { Stage } from '../../shared/report/stage.ts'
import { choicesOf } from '../../shared/report/value.ts'
import type { FieldValue } from '../../shared/report/value.ts'

/** Texts as people and attackers type them: other scripts, markup, direction marks, very long words. */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE incidents; --",
  '\u202etxt.exe\u202c hidden',
  '\u2066isolated\u2069',
  '=HYPERLINK("x")',
  'Größe, Maß, Öl: ÄÖÜäöüß',
  'Αθήνα, ύδρευση',
  'Водоканал, Одеса',
  'Łódź, Žilina, Őr, Ñ',
  'A'.repeat(600),
  'aaa bbb '.repeat(240),
  '{{number}} {{text}}',
  '&amp; &lt;b&gt;',
  '中文 日本 😀',
  '\u00ad\u200bsoft\u200d',
  'file%00.exe \\\\server\\share',
]

const line = fc
  .oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }))
  .map((text) => text.replace(/[\u0000-\u001f\u007f]/g, ' ').trim())
const text = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 })
const openInstant = fc.option(instant, { nil: null })

function cut(maximum: number, fallback = 'x'): (value: string) => string {
  return (value) => {
    const short = value.slice(0, maximum).replace(/[\ud800-\udbff]$/, '').trim()
    return short === '' ? fallback : short
  }
}

function list<T>(item: fc.Arbitrary<T>, maximum: number): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: 1, maxLength: Math.min(4, maximum) })
}

/** A complete value of a field. */
export function arbitraryValue(field: ReportField): fc.Arbitrary<FieldValue> {
  const unknown = fc.constant('unknown' as const)
  const tokens = fc.constantFrom('unknown', 'none')
  const most = field.maxItems ?? 100
  switch (field.type) {
    case 'answer':
      return fc.constantFrom('yes', 'no', 'unknown')
    case 'text':
      return line.map(cut(field.maxLength ?? 300))
    case 'long-text':
      return text.map(cut(field.maxLength ?? 2000))
    case 'instant':
      return fc.oneof(fc.record({ at: instant, basis: fc.constantFrom('known', 'estimated') }), field.mayLieAhead ? fc.constantFrom('unknown', 'not-yet') : unknown)
    case 'number':
      return fc.oneof(
        fc.record({ value: fc.integer({ min: 0, max: field.maximum ?? 1000 }), basis: fc.constantFrom('counted', 'estimated') }),
        unknown,
      )
    case 'choice':
      return fc.constantFrom(...choicesOf(field), 'unknown')
    case 'choices':
      return fc.oneof(fc.uniqueArray(fc.constantFrom(...choicesOf(field)), { minLength: 1 }), tokens)
    case 'member-states':
      return fc.oneof(fc.uniqueArray(fc.constantFrom(...reportingCountries), { minLength: 1, maxLength: 5 }), fc.constantFrom('unknown' as const, 'none' as const))
    case 'classification':
      return fc.oneof(
        list(fc.constantFrom(...rsitClasses).chain((name) => fc.record({ class: fc.constant(name), entry: fc.option(fc.constantFrom(...rsitEntries[name]), { nil: null }) })), most),
        unknown,
      )
    case 'services':
      return fc.oneof(
        list(fc.record({ name: line.map(cut(160)), peopleSupplied: fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: null }), state: fc.constantFrom(...serviceStates), note: line.map(cut(300)) }), most),
        fc.constantFrom('unknown' as const, 'none' as const),
      )
    case 'assets':
      return fc.oneof(
        list(fc.record({ name: line.map(cut(160)), kind: line.map(cut(80)), zone: fc.option(line.map(cut(160)), { nil: null }), note: line.map(cut(300)) }), most),
        fc.constantFrom('unknown' as const, 'none' as const),
      )
    case 'indicators':
      return fc.oneof(
        list(
          fc.record({ type: fc.constantFrom(...indicatorTypes), value: line.map(cut(600)), firstSeen: openInstant, lastSeen: openInstant, confidence: fc.constantFrom(...confidences), note: line.map(cut(300)) }),
          most,
        ),
        fc.constantFrom('unknown' as const, 'none' as const),
      )
    case 'actions':
      return fc.oneof(
        list(fc.record({ text: line.map(cut(600)), state: fc.constantFrom(...actionStates), at: openInstant, effect: fc.constantFrom(...actionEffects) }), most),
        fc.constantFrom('unknown' as const, 'none' as const),
      )
    case 'identifiers':
      return fc.oneof(list(line.map(cut(field.maxLength ?? 60)), most), fc.constantFrom('unknown' as const, 'none' as const))
  }
}

/** Complete content of a stage in which any field may be open. */
export function arbitraryContent(stage: Stage): fc.Arbitrary<ReportContent> {
  const fields = Object.fromEntries(fieldsOf(stage).map((field) => [field.id, fc.option(arbitraryValue(field), { nil: null })]))
  return fc.record({ fields: fc.record(fields), reason: text.map(cut(600)) }).map(({ fields: values, reason }) => {
    const unknowns = Object.entries(values).filter(([, value]) => value === 'unknown')
    return { ...values, findingOut: Object.fromEntries(unknowns.map(([id]) => [id, reason])) } as ReportContent
  })
}

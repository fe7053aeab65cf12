import type { AuditEntry, AuditPage } from '../../../shared/audit/entry.ts'

/** What a sentence needs besides the entry: words in a language, names of ids, times as the screen writes them. */
export interface SentenceWords {
  /** A text of the namespace `audit` by its path, or `null` where there is none. */
  word(path: string, values?: Readonly<Record<string, string | number>>): string | null
  /** What an id is called; `null` when nobody knows. */
  nameOf(id: string): string | null
  instant(at: number): string
}

/** An entry in plain words: one sentence, and a line for each detail that changed. */
export interface Told {
  readonly sentence: string
  readonly details: readonly string[]
}

type Change = NonNullable<AuditEntry['changes']>[number]

/** Kinds whose records are kept in a list: adding, changing and removing them is told with what changed. */
const listed: ReadonlySet<string> = new Set(['asset', 'site', 'service', 'network-zone', 'recipient', 'entity', 'time-source'])

/** Kinds that say most about an entry, in this order: an entry about a report is told by its incident. */
const tellingKinds = ['asset', 'site', 'service', 'network-zone', 'recipient', 'entity', 'time-source', 'incident', 'person', 'person-view', 'release', 'extract', 'submission', 'backup']

/** Procedures whose refusal is a sign-in that did not succeed. */
const signIns: ReadonlySet<string> = new Set(['store.open', 'store.recover', 'people.signIn', 'people.switch', 'people.confirm'])

const instantFields: ReadonlySet<string> = new Set(['instant', 'at', 'from', 'to', 'dueBy', 'minute', 'stated'])
/** Earliest instant that is shown as a time; a smaller number is one. 2000-01-01 UTC. */
const earliestInstant = 946_684_800_000

/** Tells an entry. Where no sentence fits it says so and names the procedure. */
export function tell(entry: AuditEntry, words: SentenceWords): Told {
  const details = (entry.changes ?? []).map((change) => detailOf(change, words))
  return { sentence: sentenceOf(entry, words), details }
}

/** Who acted, as the list shows it. */
export function whoActed(entry: Pick<AuditEntry, 'actor'>, words: SentenceWords): string {
  if (entry.actor === 'station' || entry.actor === 'system') return words.word(entry.actor) ?? entry.actor
  return words.nameOf(entry.actor) ?? words.word('nameless', { id: entry.actor.slice(0, 6) }) ?? entry.actor
}

/** What an entry is about, as a record that one can ask for. */
export function mainSubject(entry: AuditEntry): RecordRef | null {
  for (const kind of tellingKinds) {
    const found = entry.subject.find((subject) => subject.kind === kind)
    if (found !== undefined) return found
  }
  return entry.subject[0] ?? null
}

/** A record that entries are about. */
export interface RecordRef {
  readonly kind: string
  readonly id: string
}

/** The record a page of entries is about, in words: its name is taken from the entry that is chiefly about it. */
export function recordName(page: AuditPage | undefined, record: RecordRef, words: SentenceWords): string {
  const about = (page?.rows ?? []).find((row) => mainSubject(row)?.id === record.id) ?? null
  return recordInWords(record.kind, record.id, about, words)
}

/** A record in words: its kind and, where known, its name. */
export function recordInWords(kind: string, id: string, entry: AuditEntry | null, words: SentenceWords): string {
  const told = words.word(`kind.${kind}`) ?? words.word('unknownKind', { kind }) ?? kind
  const name = words.nameOf(id) ?? nameInChanges(kind, id, entry)
  if (name === null) return told
  // Names of persons and numbers of incidents say by themselves what they are.
  return kind === 'person' || kind === 'person-view' ? name : (words.word('named', { kind: told, name }) ?? name)
}

function sentenceOf(entry: AuditEntry, words: SentenceWords): string {
  const who = whoActed(entry, words)
  const refusal = entry.subject.find(({ kind }) => kind === 'refusal')
  if (refusal !== undefined) {
    const counted = entry.changes?.find(({ field }) => field === 'count')?.after
    const count = typeof counted === 'number' ? counted : 1
    const key = signIns.has(entry.procedure) ? 'generic.refusedSignIn' : 'generic.refused'
    return words.word(key, { who, count, procedure: entry.procedure }) ?? entry.procedure
  }
  const subject = mainSubject(entry)
  const what = subject === null ? '' : recordInWords(subject.kind, subject.id, entry, words)
  // The same call that makes or opens the record lets the person sit down, with a row of its own.
  const isSignIn = entry.procedure.startsWith('store.') && entry.subject.some(({ kind }) => kind === 'sign-in')
  if (isSignIn) return words.word('did.store.open', { who, what }) ?? entry.procedure
  const listedSentence = subject === null ? null : listedChange(entry, subject, who, what, words)
  return (
    listedSentence ??
    (what === '' ? (words.word(`did.${entry.procedure}`, { who, what: '…' }) ?? null) : words.word(`did.${entry.procedure}`, { who, what })) ??
    words.word('generic.unknown', { who, procedure: entry.procedure }) ??
    entry.procedure
  )
}

/** "A. Meyer changed the criticality of the asset PLC 7 from low to high." Only while the details are there. */
function listedChange(entry: AuditEntry, subject: { readonly kind: string; readonly id: string }, who: string, what: string, words: SentenceWords): string | null {
  if (!listed.has(subject.kind) || entry.changes === null || !/\.(save|remove)$/.test(entry.procedure)) return null
  const changes = entry.changes.filter(({ kind, id }) => kind === subject.kind && id === subject.id)
  const made = changes.find(({ field }) => field === 'createdAt')
  if (made !== undefined && made.before === null) return words.word('generic.added', { who, what })
  if (made !== undefined && made.after === null) return words.word('generic.removed', { who, what })
  const [only] = changes
  if (only === undefined) return words.word('generic.unchanged', { who, what })
  if (changes.length > 1) return words.word('generic.changed', { who, what, count: changes.length + entry.more })
  const key = isNothing(only.before) ? 'setOne' : isNothing(only.after) ? 'clearedOne' : 'changedOne'
  return words.word(`generic.${key}`, { who, what, field: fieldWord(only.field, words), before: valueInWords(only.field, only.before, words), after: valueInWords(only.field, only.after, words) })
}

function detailOf(change: Change, words: SentenceWords): string {
  const { kind, id, field, before, after } = change
  const values = {
    kind: nounInWords(kind, id, words),
    field: fieldWord(field, words),
    before: valueInWords(field, before, words),
    after: valueInWords(field, after, words),
  }
  const key = isNothing(before) ? 'set' : isNothing(after) ? 'cleared' : 'changed'
  return words.word(`line.${key}`, values) ?? `${field}: ${values.after}`
}

/** A record without an article, as a list of details names it. */
function nounInWords(kind: string, id: string, words: SentenceWords): string {
  const told = words.word(`noun.${kind}`) ?? words.word('quoted', { text: kind }) ?? kind
  const name = words.nameOf(id)
  return name === null ? told : (words.word('named', { kind: told, name }) ?? name)
}

function fieldWord(field: string, words: SentenceWords): string {
  return words.word(`field.${field}`) ?? words.word('quoted', { text: field }) ?? field
}

function isNothing(value: Change['before']): boolean {
  return value === null || value === ''
}

/** A value as a person reads it: words of closed lists, times, names of ids, free text in quotation marks. */
export function valueInWords(field: string, value: Change['before'], words: SentenceWords): string {
  if (isNothing(value)) return words.word('nothing') ?? ''
  if (typeof value === 'boolean') return words.word(value ? 'value.yes' : 'value.no') ?? String(value)
  if (typeof value === 'number') return (instantFields.has(field) || /At$|Until$/.test(field)) && value >= earliestInstant ? words.instant(value) : String(value)
  if (typeof value === 'string') return words.nameOf(value) ?? (/^[a-z][a-z0-9-]*$/.test(value) ? (words.word(`value.${value}`) ?? value) : (words.word('quoted', { text: value }) ?? value))
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.length === 0 ? (words.word('nothing') ?? '') : value.map((part) => valueInWords(field, part, words)).join(', ')
  if (Array.isArray(value)) return words.word('list', { count: value.length }) ?? String(value.length)
  return JSON.stringify(value)
}

function nameInChanges(kind: string, id: string, entry: AuditEntry | null): string | null {
  for (const change of entry?.changes ?? []) {
    if (change.kind !== kind || change.id !== id || !['name', 'title', 'fileName'].includes(change.field)) continue
    const name = change.after ?? change.before
    if (typeof name === 'string' && name !== '') return name
  }
  return null
}

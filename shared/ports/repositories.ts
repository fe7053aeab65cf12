import type { StoredApproval } from '../approval/approval.ts'
import type { Asset } from '../asset/asset.ts'
import type { StoreLine } from '../audit/line.ts'
import type { AuditSubject } from '../audit/row.ts'
import type { ClockEvent, ClockEventKind } from '../clock/clock-event.ts'
import type { Statement } from '../clock/statement.ts'
import type { ChronologyReading, TimeSource } from '../clock/time-source.ts'
import type { Entity, Recipient } from '../entity/entity.ts'
import type { Attachment, StoredFile } from '../file/file.ts'
import type { Affected, AffectedKind, ChronologyEntry, EntryClaim, Incident, IncidentAnswer } from '../incident/incident.ts'
import type { NetworkZone } from '../network/network-zone.ts'
import type { KeyExchange } from '../package/key-exchange.ts'
import type { KeyChangeRecord, KeysDocument, SigningKey } from '../package/signing-key.ts'
import type { Person, PersonName } from '../person/person.ts'
import type { PdfSigning, PlantCertificate } from '../plant-certificate/plant-certificate.ts'
import type { Release, ReleaseFile, ReportDraft } from '../report/release.ts'
import type { Acknowledgement, Submission } from '../report/submission.ts'
import type { Erasable, ErasableKind, ErasedItem, Erasure } from '../retention/erasure.ts'
import type { Service } from '../service/service.ts'
import type { Site } from '../site/site.ts'
import type { Transfer } from '../transfer/transfer.ts'

/** Records of a register: a current row for each id and, beside it, every earlier state with who and why. */
export interface Register<T extends { readonly id: string }> {
  find(id: string): T | null
  /** All records, or those of one site, by name. */
  list(site?: string): readonly T[]
  /** Inserts or replaces the current row and appends the new state to the history. */
  save(record: T, history: HistoryStamp): void
  remove(id: string, history: HistoryStamp): void
  history(id: string): readonly HistoryEntry[]
}

/** Who changed a register, when and why. */
export interface HistoryStamp {
  readonly at: number
  readonly actor: string
  readonly reason: string | null
}

/** One earlier state of a register record; `record` is `null` where it was removed. */
export interface HistoryEntry extends HistoryStamp {
  readonly version: number
  readonly record: unknown
}

/** A statement as stored: its canonical text and the signature over it (namespace cofferdam-statement). */
export interface StoredStatement {
  readonly statement: Statement
  readonly text: string
  readonly signature: string
}

/** An append-only list of records that belong to an incident. */
export interface IncidentRecords<T> {
  add(record: T): void
  find(id: string): T | null
  /** All records of an incident, oldest recorded first. */
  list(incident: string): readonly T[]
}

/** The head of the audit chain: sequence 0 and the origin hash while it is empty. */
export interface AuditHead {
  readonly line: string
  readonly sequence: number
  readonly hash: string
}

/** One audit row with its body, for the audit screen and for packages. `bodyText` is `null` once erased. */
export interface AuditRecord {
  readonly sequence: number
  readonly rowText: string
  readonly hash: string
  readonly bodyText: string | null
  /** Salt of the body (hex); `null` once erased. */
  readonly salt: string | null
  /** Sequence of the row that erased the body. */
  readonly erasedBy: number | null
}

/** Which rows of the audit; `null` leaves a part open. */
export interface AuditFilter {
  /** A record that the row names. */
  readonly record: AuditSubject | null
  /** Wall clock of the row, UTC milliseconds, both ends included. */
  readonly from: number | null
  readonly to: number | null
  /** Who acted. Only for the guarded look at one person. */
  readonly actor: string | null
}

/** Facts about the store itself. */
export interface StoreFacts {
  readonly storeId: string
  readonly kind: 'real' | 'demo'
  readonly line: string
  /** Where, and since when (UTC ms), this line continues another after a backup was restored; `null` for the line a store was made with. */
  readonly parent: { readonly line: string; readonly sequence: number; readonly head: string; readonly at: number } | null
  readonly createdAt: number
}

/** Everything that can be read in one consistent view of the record. All calls are synchronous. */
export interface Repositories {
  readonly facts: StoreFacts
  readonly entity: { get(): Entity | null; save(entity: Entity, history: HistoryStamp): void }
  readonly recipients: Register<Recipient>
  readonly sites: Register<Site>
  readonly services: Register<Service>
  readonly assets: Register<Asset>
  readonly networkZones: Register<NetworkZone>
  readonly timeSources: Register<TimeSource>
  readonly clockEvents: {
    /** @param signature over the canonical text by the person who spoke; `null` where nobody did. */
    add(event: ClockEvent, signature: string | null): void
    /** The newest event, or the newest of a kind. */
    last(kind?: ClockEventKind): ClockEvent | null
    find(id: string): ClockEvent | null
    /** Newest first, at most `limit`; checkpoints left out. */
    list(limit: number): readonly ClockEvent[]
  }
  /** What other clocks showed for entries of the chronology. */
  readonly readings: IncidentRecords<ChronologyReading>
  readonly people: {
    find(id: string): Person | null
    list(): readonly Person[]
    save(person: Person): void
    name(id: string): PersonName | null
    saveName(name: PersonName): void
  }
  readonly incidents: {
    find(id: string): Incident | null
    list(): readonly Incident[]
    /** Next human number of a site, counting from 1; numbers are never reused. */
    nextNumber(site: string): number
    save(incident: Incident, history: HistoryStamp): void
  }
  readonly answers: IncidentRecords<IncidentAnswer>
  readonly statements: IncidentRecords<StoredStatement>
  readonly chronology: IncidentRecords<ChronologyEntry>
  /** Who says that an entry of the unconfirmed control room was theirs; one claim for each entry. */
  readonly claims: IncidentRecords<EntryClaim>
  readonly affected: {
    add(row: Affected): void
    /** What is affected now. */
    list(incident: string): readonly { readonly kind: AffectedKind; readonly record: string }[]
  }
  readonly drafts: {
    find(incident: string, stage: string): ReportDraft | null
    save(draft: ReportDraft): void
    remove(incident: string, stage: string): void
  }
  readonly releases: {
    add(release: Release, files: readonly ReleaseFile[]): void
    find(id: string): Release | null
    list(incident: string): readonly Release[]
    all(): readonly Release[]
    files(release: string): readonly ReleaseFile[]
    /** SHA-256 (hex) of one frozen file, also after its bytes were erased; `null` when the release has none of that path. */
    sumOf(release: string, path: string): string | null
    /** The newest release for (line, incident, recipient), which the next one's manifest refers to. */
    latestFor(line: string, incident: string, recipient: string): Release | null
  }
  readonly submissions: IncidentRecords<Submission>
  readonly acknowledgements: { add(record: Acknowledgement): void; list(submission: string): readonly Acknowledgement[] }
  readonly files: {
    find(id: string): StoredFile | null
    /** One chunk of a finished file by index. */
    chunk(file: string, index: number): Uint8Array | null
    attach(attachment: Attachment, author: string): void
    attachments(incident: string): readonly Attachment[]
  }
  readonly transfers: { add(transfer: Transfer): void; list(): readonly Transfer[] }
  readonly keys: {
    add(key: SigningKey): void
    find(id: string): SigningKey | null
    list(): readonly SigningKey[]
    /** The key in use (newest, not revoked) of an entity, site or person. A site's key that waits for its certificate only where there is no certified one. */
    current(kind: SigningKey['kind'], owner: string): SigningKey | null
    /** A key signs nothing from an instant on; what it signed before stays good. */
    end(id: string, at: number): void
    /** Nothing a key ever signed counts any more; since when it is not trusted, and why. A second time changes nothing. */
    revoke(id: string, since: number, reason: string): void
    /** The record keeps the key and can no longer sign with it. */
    forgetSeed(id: string): void
    documents: { latest(): KeysDocument | null; add(document: KeysDocument): void }
  }
  /** Changes of the keys of entities, by code, oldest first. */
  readonly keyChanges: { list(entity: string): readonly KeyChangeRecord[]; add(record: KeyChangeRecord): void }
  readonly plantCertificates: {
    /** The one in use, without its key. */
    current(): PlantCertificate | null
    /** Also one that was removed. */
    find(id: string): PlantCertificate | null
    /** PKCS #8 as DER, `null` once the certificate was removed. Whoever asks for it wipes it. */
    privateKey(id: string): Uint8Array | null
    add(certificate: PlantCertificate, privateKey: Uint8Array): void
    /** Forgets the key; the certificate stays. */
    remove(id: string, at: number): void
  }
  /** Whether the PDFs of released reports were signed with the plant's certificate. */
  readonly pdfSignings: { find(release: string): PdfSigning | null; add(signing: PdfSigning): void }
  /** Requests for certificates and answers, oldest first. */
  readonly keyExchanges: { add(exchange: KeyExchange): void; find(id: string): KeyExchange | null; list(): readonly KeyExchange[] }
  readonly received: {
    /** What the verifier remembers, canonical JSON by entity code; `null` when nothing. */
    find(entity: string): string | null
    save(entity: string, text: string): void
  }
  readonly settings: { get(key: string): string | null; set(key: string, text: string): void }
  readonly audit: {
    head(): AuditHead
    /** Rows with sequence > `after`, oldest first, at most `limit`. */
    list(after: number, limit: number): readonly AuditRecord[]
    /** Rows that name a record, newest first, at most `limit`. */
    of(kind: string, id: string, limit: number): readonly AuditRecord[]
    /** Rows that fit, newest first, at most `limit`, below `before`; `null`: from the end. */
    page(filter: AuditFilter, before: number | null, limit: number): readonly AuditRecord[]
    /** All lines of this store, oldest first. */
    lines(): readonly StoreLine[]
    /** Chain hash (hex) at a sequence, the origin at 0; `null` where there is no row. */
    hashAt(sequence: number): string | null
  }
  readonly auditReleases: {
    /** Next number of an extract of a site, counting from 1. */
    nextNumber(site: string): number
    add(release: Release, number: number, files: readonly ReleaseFile[]): void
    /** Newest first. */
    list(): readonly Release[]
  }
  readonly approvals: {
    add(approval: StoredApproval): void
    /** What second persons said about a record, oldest first; whether it counts is for `judgeApproval`. */
    of(kind: string, id: string): readonly StoredApproval[]
    ask(asked: StoredApproval): void
    /** What a second person is or was asked for about a record. */
    askedOf(kind: string, id: string): readonly StoredApproval[]
  }
  readonly erasures: {
    /** Newest first, at most `limit`. */
    list(limit: number): readonly Erasure[]
    find(sequence: number): Erasure | null
    items(sequence: number): readonly ErasedItem[]
    /** The act that erased a thing, or `null` while it is there. */
    of(item: Erasable): Erasure | null
    /** Things of a kind whose time began before `before` (UTC milliseconds), oldest first. Nothing of an open incident is among them. */
    due(kind: ErasableKind, before: number, limit: number): { readonly count: number; readonly items: readonly DueItem[] }
  }
}

/** One thing that may be erased. */
export interface DueItem extends Erasable {
  /** As a list shows it; a person by code and function. */
  readonly name: string
  readonly size: number | null
  /** When its time began, UTC milliseconds. */
  readonly since: number
}

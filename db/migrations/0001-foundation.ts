// Schema 1. A migration imports nothing and is never edited after release: what it made must stay readable for ever.
//
// Closed lists live in the schemas of shared/, which every value passes before it comes here. The CHECKs below hold what can never
// change: shapes, ranges, and pairs that must agree. A list that grows later must not force a table to be rebuilt.

const id = (name: string): string => `${name} TEXT NOT NULL CHECK (length(${name}) = 26)`
const optionalId = (name: string): string => `${name} TEXT CHECK (length(${name}) = 26)`
const instant = (name: string): string => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 0 AND 253402300799999)`
const optionalInstant = (name: string): string => `${name} INTEGER CHECK (${name} BETWEEN 0 AND 253402300799999)`
const flag = (name: string): string => `${name} INTEGER NOT NULL CHECK (${name} IN (0, 1))`
const sha256 = (name: string): string => `${name} TEXT NOT NULL CHECK (length(${name}) = 64)`
const json = (name: string): string => `${name} TEXT NOT NULL CHECK (json_valid(${name}))`

/** Rows are added and nothing else. The insert trigger stands in for REPLACE, whose delete fires triggers only under recursive_triggers. */
const appendOnly = (table: string, key: string): string => `
CREATE TRIGGER ${table}_never_changes BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_never_goes BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_once BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key}) BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`

const sql = `
-- The store itself -------------------------------------------------------------------------------------------------

CREATE TABLE meta (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  ${id('store_id')},
  kind TEXT NOT NULL CHECK (kind IN ('real', 'exercise', 'demo', 'training')),
  ${instant('created_at')}
) STRICT;
CREATE TRIGGER meta_never_changes BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'meta never changes'); END;
CREATE TRIGGER meta_never_goes BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'meta never changes'); END;
CREATE TRIGGER meta_once BEFORE INSERT ON meta WHEN EXISTS (SELECT 1 FROM meta) BEGIN SELECT RAISE(ABORT, 'meta never changes'); END;

CREATE TABLE store_line (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  line TEXT NOT NULL CHECK (length(line) = 16),
  parent_line TEXT CHECK (length(parent_line) = 16),
  parent_sequence INTEGER NOT NULL CHECK (parent_sequence >= 0),
  parent_head BLOB CHECK (length(parent_head) = 32),
  ${instant('at')},
  CHECK ((parent_line IS NULL) = (number = 1)),
  CHECK ((parent_head IS NULL) = (number = 1)),
  CHECK (number > 1 OR parent_sequence = 0)
) STRICT;
${appendOnly('store_line', 'number = NEW.number')}
CREATE TRIGGER store_line_in_order BEFORE INSERT ON store_line
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM store_line)
  OR NEW.parent_sequence IS NOT (SELECT coalesce(max(sequence), 0) FROM audit_row)
BEGIN SELECT RAISE(ABORT, 'a line begins where the one before ends'); END;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  ${json('text')}
) STRICT, WITHOUT ROWID;

-- Audit: rows for ever, bodies until they are erased ------------------------------------------------------------------

-- No second UNIQUE here: it would let INSERT OR REPLACE take a row away.
CREATE TABLE audit_row (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  text TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
${appendOnly('audit_row', 'sequence = NEW.sequence')}
CREATE TRIGGER audit_row_in_order BEFORE INSERT ON audit_row
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_row)
BEGIN SELECT RAISE(ABORT, 'audit rows are appended in order'); END;
CREATE TRIGGER audit_row_linked BEFORE INSERT ON audit_row
WHEN NEW.sequence > 1 AND NEW.previous IS NOT (SELECT hash FROM audit_row WHERE sequence = NEW.sequence - 1)
BEGIN SELECT RAISE(ABORT, 'an audit row links to the one before'); END;

CREATE TABLE audit_body (
  sequence INTEGER PRIMARY KEY REFERENCES audit_row (sequence),
  salt BLOB CHECK (length(salt) = 16),
  text TEXT,
  erased_by INTEGER REFERENCES audit_row (sequence),
  CHECK ((salt IS NULL) = (text IS NULL)),
  CHECK ((text IS NULL) = (erased_by IS NOT NULL))
) STRICT;
CREATE TRIGGER audit_body_never_goes BEFORE DELETE ON audit_body BEGIN SELECT RAISE(ABORT, 'audit bodies are erased, not deleted'); END;
CREATE TRIGGER audit_body_in_order BEFORE INSERT ON audit_body
WHEN NEW.erased_by IS NOT NULL
  OR NEW.sequence IS NOT (SELECT max(sequence) FROM audit_row)
  OR EXISTS (SELECT 1 FROM audit_body WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an audit body is written once, with its row'); END;
-- Erasing is the one change: the text and its salt go, and the row that says so must already stand and must name this one.
CREATE TRIGGER audit_body_only_erased BEFORE UPDATE ON audit_body
WHEN OLD.erased_by IS NOT NULL
  OR NEW.sequence IS NOT OLD.sequence
  OR NEW.text IS NOT NULL
  OR NEW.erased_by IS NULL
  OR NEW.erased_by <= OLD.sequence
  OR NOT EXISTS (
    SELECT 1 FROM audit_row
    WHERE sequence = NEW.erased_by AND instr(text, '{"id":"' || OLD.sequence || '","kind":"audit-body"}') > 0
  )
BEGIN SELECT RAISE(ABORT, 'an audit body can only be erased by a row that says so'); END;

-- People: names stand in one table, everything else holds ids -----------------------------------------------------------

CREATE TABLE person (
  ${id('id')} PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 10),
  function TEXT NOT NULL,
  ${instant('created_at')}
) STRICT;

CREATE TABLE role_grant (
  person TEXT NOT NULL REFERENCES person (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  role TEXT NOT NULL,
  site TEXT REFERENCES site (id),
  PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_name (
  person TEXT PRIMARY KEY REFERENCES person (id),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL
) STRICT;

-- Registers: the state now, and every earlier state in register_version ---------------------------------------------------

CREATE TABLE entity (
  ${id('id')} PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) = 10),
  name TEXT NOT NULL,
  country TEXT NOT NULL CHECK (length(country) = 2),
  registration_number TEXT,
  address TEXT NOT NULL,
  sector TEXT NOT NULL,
  class TEXT NOT NULL,
  ${json('member_states')},
  profile TEXT NOT NULL,
  ${instant('created_at')}
) STRICT;
CREATE TRIGGER entity_only_one BEFORE INSERT ON entity WHEN EXISTS (SELECT 1 FROM entity WHERE id IS NOT NEW.id) BEGIN SELECT RAISE(ABORT, 'a store has one entity'); END;
CREATE TRIGGER entity_code_stays BEFORE UPDATE ON entity WHEN NEW.code IS NOT OLD.code OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'codes never change'); END;

CREATE TABLE recipient (
  ${id('id')} PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  regime TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  portal TEXT NOT NULL,
  note TEXT NOT NULL,
  ${instant('created_at')}
) STRICT;

CREATE TABLE site (
  ${id('id')} PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 10),
  name TEXT NOT NULL,
  country TEXT NOT NULL CHECK (length(country) = 2),
  address TEXT NOT NULL,
  zone TEXT NOT NULL,
  courier_minutes INTEGER NOT NULL CHECK (courier_minutes >= 0),
  ${instant('created_at')}
) STRICT;
CREATE TRIGGER site_code_stays BEFORE UPDATE ON site WHEN NEW.code IS NOT OLD.code OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'codes never change'); END;

CREATE TABLE service (
  ${id('id')} PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  people_supplied INTEGER CHECK (people_supplied >= 0),
  volume REAL CHECK (volume >= 0),
  volume_unit TEXT NOT NULL,
  hours_until_noticed REAL CHECK (hours_until_noticed >= 0),
  manual_operation TEXT CHECK (manual_operation IN ('yes', 'no', 'unknown')),
  staff_needed INTEGER CHECK (staff_needed >= 0),
  ${instant('created_at')}
) STRICT;
CREATE INDEX service_by_site ON service (site);

CREATE TABLE network_zone (
  ${id('id')} PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  criticality TEXT NOT NULL,
  ${instant('created_at')}
) STRICT;
CREATE INDEX network_zone_by_site ON network_zone (site);

CREATE TABLE asset (
  ${id('id')} PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  network_zone TEXT REFERENCES network_zone (id),
  criticality TEXT NOT NULL,
  ${instant('created_at')}
) STRICT;
CREATE INDEX asset_by_site ON asset (site);
CREATE INDEX asset_by_network_zone ON asset (network_zone);

CREATE TABLE asset_service (
  asset TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  service TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  PRIMARY KEY (asset, service)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_service_by_service ON asset_service (service);

CREATE TABLE register_version (
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  ${instant('at')},
  actor TEXT NOT NULL,
  reason TEXT,
  -- NULL: the record was removed.
  text TEXT CHECK (text IS NULL OR json_valid(text)),
  PRIMARY KEY (kind, record, version)
) STRICT, WITHOUT ROWID;
${appendOnly('register_version', 'kind = NEW.kind AND record = NEW.record AND version = NEW.version')}
CREATE TRIGGER register_version_in_order BEFORE INSERT ON register_version
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM register_version WHERE kind = NEW.kind AND record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'versions are appended in order'); END;

-- Incidents -----------------------------------------------------------------------------------------------------------

CREATE TABLE incident (
  ${id('id')} PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  title TEXT NOT NULL,
  notification_kind TEXT NOT NULL,
  significance TEXT NOT NULL,
  zone TEXT NOT NULL,
  profile_id TEXT NOT NULL,
  profile_version TEXT NOT NULL,
  ${sha256('profile_sha256')},
  ${instant('recorded_at')},
  recorded_by TEXT NOT NULL,
  ${optionalInstant('closed_at')},
  UNIQUE (site, number)
) STRICT;
CREATE TRIGGER incident_never_goes BEFORE DELETE ON incident BEGIN SELECT RAISE(ABORT, 'incidents are never deleted'); END;
CREATE TRIGGER incident_number_stays BEFORE UPDATE ON incident
WHEN NEW.id IS NOT OLD.id OR NEW.site IS NOT OLD.site OR NEW.number IS NOT OLD.number
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
BEGIN SELECT RAISE(ABORT, 'an incident keeps its number'); END;

CREATE TABLE incident_answer (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  question TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
  note TEXT NOT NULL,
  ${instant('at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX incident_answer_by_incident ON incident_answer (incident);
${appendOnly('incident_answer', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE statement (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  anchor TEXT NOT NULL,
  ${optionalInstant('instant')},
  supersedes TEXT REFERENCES statement (id),
  -- The canonical text that the signature is over (namespace cofferdam-statement); the other columns repeat it for searching.
  ${json('text')},
  signature TEXT NOT NULL,
  ${instant('recorded_at')}
) STRICT;
CREATE INDEX statement_by_incident ON statement (incident);
${appendOnly('statement', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE chronology_entry (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  ${instant('instant')},
  zone TEXT NOT NULL,
  text TEXT NOT NULL,
  ${flag('important')},
  source TEXT NOT NULL,
  supersedes TEXT REFERENCES chronology_entry (id),
  ${flag('withdrawn')},
  ${instant('recorded_at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX chronology_entry_by_incident ON chronology_entry (incident);
${appendOnly('chronology_entry', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE incident_affected (
  position INTEGER PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  ${flag('affected')},
  ${instant('at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX incident_affected_by_incident ON incident_affected (incident, kind, record);
${appendOnly('incident_affected', 'position = NEW.position')}

-- Reports and packages ---------------------------------------------------------------------------------------------------

CREATE TABLE report_draft (
  incident TEXT NOT NULL REFERENCES incident (id),
  stage TEXT NOT NULL,
  ${json('fields_text')},
  ${instant('saved_at')},
  author TEXT NOT NULL,
  PRIMARY KEY (incident, stage)
) STRICT;

CREATE TABLE package_release (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  site TEXT NOT NULL REFERENCES site (id),
  content TEXT NOT NULL,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Not a foreign key: a contact may be taken off the register, what it received stays.
  ${id('recipient')},
  recipient_kind TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  line TEXT NOT NULL CHECK (length(line) = 16),
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  previous_sums TEXT CHECK (length(previous_sums) = 64),
  supersedes TEXT REFERENCES package_release (id),
  reason TEXT,
  ${sha256('sums_sha256')},
  ${sha256('zip_sha256')},
  zip_size INTEGER NOT NULL CHECK (zip_size >= 0),
  zip_signature TEXT NOT NULL,
  language TEXT NOT NULL,
  tlp TEXT NOT NULL,
  ${json('fields_text')},
  audit_sequence INTEGER NOT NULL CHECK (audit_sequence >= 0),
  ${sha256('audit_head')},
  ${instant('released_at')},
  zone TEXT NOT NULL,
  released_by TEXT NOT NULL,
  UNIQUE (line, incident, recipient, sequence)
) STRICT;
CREATE INDEX package_release_by_incident ON package_release (incident);
CREATE TRIGGER package_release_never_changes BEFORE UPDATE ON package_release BEGIN SELECT RAISE(ABORT, 'package_release is append-only'); END;
CREATE TRIGGER package_release_never_goes BEFORE DELETE ON package_release BEGIN SELECT RAISE(ABORT, 'package_release is append-only'); END;
CREATE TRIGGER package_release_once BEFORE INSERT ON package_release
WHEN EXISTS (
  SELECT 1 FROM package_release
  WHERE id = NEW.id OR position = NEW.position OR name = NEW.name
    OR (line = NEW.line AND incident = NEW.incident AND recipient = NEW.recipient AND sequence = NEW.sequence)
)
BEGIN SELECT RAISE(ABORT, 'package_release is append-only'); END;

-- Frozen bytes of a release: here, or in the chunks of a stored file; or erased, and then name, size and hash stay.
CREATE TABLE package_file (
  release TEXT NOT NULL REFERENCES package_release (id),
  path TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  ${sha256('sha256')},
  crc32 INTEGER NOT NULL CHECK (crc32 BETWEEN 0 AND 4294967295),
  bytes BLOB CHECK (length(bytes) = size),
  file TEXT REFERENCES file (id),
  erased_by INTEGER REFERENCES audit_row (sequence) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (release, path),
  CHECK ((bytes IS NOT NULL) + (file IS NOT NULL) + (erased_by IS NOT NULL) = 1)
) STRICT;
CREATE TRIGGER package_file_never_goes BEFORE DELETE ON package_file BEGIN SELECT RAISE(ABORT, 'package_file is append-only'); END;
CREATE TRIGGER package_file_once BEFORE INSERT ON package_file
WHEN NEW.erased_by IS NOT NULL OR EXISTS (SELECT 1 FROM package_file WHERE release = NEW.release AND path = NEW.path)
BEGIN SELECT RAISE(ABORT, 'package_file is append-only'); END;
CREATE TRIGGER package_file_only_erased BEFORE UPDATE ON package_file
WHEN OLD.erased_by IS NOT NULL OR NEW.erased_by IS NULL
  OR NEW.release IS NOT OLD.release OR NEW.path IS NOT OLD.path OR NEW.media_type IS NOT OLD.media_type
  OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256 OR NEW.crc32 IS NOT OLD.crc32
BEGIN SELECT RAISE(ABORT, 'released bytes can only be erased'); END;

CREATE TABLE submission (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  stage TEXT NOT NULL,
  release TEXT REFERENCES package_release (id),
  ${optionalId('recipient')},
  ${instant('instant')},
  zone TEXT NOT NULL,
  channel TEXT NOT NULL,
  by_function TEXT NOT NULL,
  authority_reference TEXT NOT NULL,
  note TEXT NOT NULL,
  statement TEXT NOT NULL REFERENCES statement (id),
  ${instant('recorded_at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX submission_by_incident ON submission (incident);
${appendOnly('submission', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE acknowledgement (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  submission TEXT NOT NULL REFERENCES submission (id),
  ${instant('instant')},
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  ${instant('recorded_at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX acknowledgement_by_submission ON acknowledgement (submission);
${appendOnly('acknowledgement', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE transfer (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  release TEXT REFERENCES package_release (id),
  place TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 TEXT CHECK (length(sha256) = 64),
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL,
  reason TEXT NOT NULL,
  ${instant('at')},
  actor TEXT NOT NULL
) STRICT;
${appendOnly('transfer', 'id = NEW.id OR position = NEW.position')}

CREATE TABLE signing_key (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  principal TEXT NOT NULL,
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  seed BLOB CHECK (length(seed) = 32),
  certificate TEXT,
  ${instant('valid_from')},
  ${optionalInstant('valid_to')},
  ${optionalInstant('revoked_at')},
  reason TEXT
) STRICT;
CREATE INDEX signing_key_by_owner ON signing_key (kind, owner);
CREATE TRIGGER signing_key_never_goes BEFORE DELETE ON signing_key BEGIN SELECT RAISE(ABORT, 'keys are revoked, not deleted'); END;
CREATE TRIGGER signing_key_once BEFORE INSERT ON signing_key WHEN EXISTS (SELECT 1 FROM signing_key WHERE id = NEW.id OR position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'keys are revoked, not replaced'); END;
-- A key may end, be revoked, and lose its seed; nothing else about it ever changes.
CREATE TRIGGER signing_key_stays BEFORE UPDATE ON signing_key
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.owner IS NOT OLD.owner OR NEW.principal IS NOT OLD.principal
  OR NEW.public_key IS NOT OLD.public_key OR NEW.certificate IS NOT OLD.certificate OR NEW.valid_from IS NOT OLD.valid_from
  OR (NEW.seed IS NOT NULL AND NEW.seed IS NOT OLD.seed)
  OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at)
BEGIN SELECT RAISE(ABORT, 'a key cannot be changed'); END;

CREATE TABLE keys_document (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  ${instant('issued_at')},
  ${json('text')},
  signature TEXT NOT NULL
) STRICT;
${appendOnly('keys_document', 'number = NEW.number')}

CREATE TABLE received (
  entity TEXT PRIMARY KEY,
  ${json('text')}
) STRICT;

-- Files: bytes in content-addressed chunks of at most 1 MiB ------------------------------------------------------------------

CREATE TABLE chunk (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  crc32 INTEGER NOT NULL CHECK (crc32 BETWEEN 0 AND 4294967295),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 1048576),
  bytes BLOB NOT NULL CHECK (length(bytes) = size)
) STRICT;
CREATE TRIGGER chunk_never_changes BEFORE UPDATE ON chunk BEGIN SELECT RAISE(ABORT, 'a chunk is its content'); END;
-- The same bytes a second time are no change: neither INSERT nor REPLACE does anything then.
CREATE TRIGGER chunk_once BEFORE INSERT ON chunk WHEN EXISTS (SELECT 1 FROM chunk WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(IGNORE); END;

CREATE TABLE file (
  ${id('id')} PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  ${sha256('sha256')},
  crc32 INTEGER NOT NULL CHECK (crc32 BETWEEN 0 AND 4294967295),
  ${instant('created_at')},
  author TEXT NOT NULL,
  erased_by INTEGER REFERENCES audit_row (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TRIGGER file_never_goes BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'files are erased, not deleted'); END;
CREATE TRIGGER file_once BEFORE INSERT ON file WHEN EXISTS (SELECT 1 FROM file WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a file never changes'); END;
CREATE TRIGGER file_only_erased BEFORE UPDATE ON file
WHEN OLD.erased_by IS NOT NULL OR NEW.erased_by IS NULL OR NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name
  OR NEW.media_type IS NOT OLD.media_type OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256 OR NEW.crc32 IS NOT OLD.crc32
  OR NEW.created_at IS NOT OLD.created_at OR NEW.author IS NOT OLD.author
BEGIN SELECT RAISE(ABORT, 'a file can only be erased'); END;

CREATE TABLE file_chunk (
  file TEXT NOT NULL REFERENCES file (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  chunk BLOB NOT NULL REFERENCES chunk (sha256),
  PRIMARY KEY (file, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_chunk_by_chunk ON file_chunk (chunk);
CREATE TRIGGER file_chunk_never_changes BEFORE UPDATE ON file_chunk BEGIN SELECT RAISE(ABORT, 'a file never changes'); END;
CREATE TRIGGER file_chunk_once BEFORE INSERT ON file_chunk WHEN EXISTS (SELECT 1 FROM file_chunk WHERE file = NEW.file AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a file never changes'); END;
CREATE TRIGGER file_chunk_only_erased BEFORE DELETE ON file_chunk
WHEN (SELECT erased_by FROM file WHERE id = OLD.file) IS NULL
BEGIN SELECT RAISE(ABORT, 'bytes that are referenced stay'); END;

CREATE TABLE incident_attachment (
  position INTEGER PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  file TEXT NOT NULL REFERENCES file (id),
  note TEXT NOT NULL,
  ${instant('attached_at')},
  author TEXT NOT NULL
) STRICT;
CREATE INDEX incident_attachment_by_incident ON incident_attachment (incident);
${appendOnly('incident_attachment', 'position = NEW.position')}
`

/** The foundation: store, audit, people, register, incidents, packages, files. */
export const migration0001 = { version: 1, name: 'foundation', sql } as const

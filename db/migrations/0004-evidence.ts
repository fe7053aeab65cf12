// Schema 4. A migration imports nothing and is never edited after release.

const instant = (name: string): string => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 0 AND 253402300799999)`
const id = (name: string): string => `${name} TEXT NOT NULL CHECK (length(${name}) = 26)`

/** Rows are added and nothing else; the insert trigger stands in for REPLACE. */
const appendOnly = (table: string, key: string): string => `
CREATE TRIGGER ${table}_never_changes BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_never_goes BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_once BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key}) BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`

const sql = `
-- Finding rows of the audit by the record they name. An index of the ids would write one more page, somewhere else, in each saved change;
-- so the ids of 64 rows at a time are noted behind each other, and the rows of the blocks that hold an id are read. There is no index by
-- person, on purpose, and none by time: rows stand almost in the order of the wall clock.

CREATE TABLE audit_subject_block (
  -- Sequence of the last of the 64 rows.
  last INTEGER PRIMARY KEY CHECK (last % 64 = 0),
  records TEXT NOT NULL
) STRICT;
${appendOnly('audit_subject_block', 'last = NEW.last')}
CREATE TRIGGER audit_subject_block_follows AFTER INSERT ON audit_row WHEN NEW.sequence % 64 = 0 BEGIN
  INSERT INTO audit_subject_block (last, records)
  SELECT NEW.sequence, coalesce(group_concat(DISTINCT json_extract(subject.value, '$.id')), '')
  FROM audit_row, json_each(audit_row.text, '$.subject') AS subject
  WHERE audit_row.sequence BETWEEN NEW.sequence - 63 AND NEW.sequence;
END;
INSERT INTO audit_subject_block (last, records)
SELECT (audit_row.sequence + 63) / 64 * 64 AS last, coalesce(group_concat(DISTINCT json_extract(subject.value, '$.id')), '')
FROM audit_row LEFT JOIN json_each(audit_row.text, '$.subject') AS subject
WHERE audit_row.sequence <= (SELECT max(sequence) FROM audit_row) / 64 * 64
GROUP BY 1;

-- Erasing with proof: what went, when, by whom, and the hashes that stay. One row for each erasing row of the audit ---------------

CREATE TABLE erasure (
  sequence INTEGER PRIMARY KEY REFERENCES audit_row (sequence),
  ${instant('at')},
  actor TEXT NOT NULL,
  second_person TEXT NOT NULL CHECK (second_person <> actor),
  reason TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;
${appendOnly('erasure', 'sequence = NEW.sequence')}

CREATE TABLE erased_item (
  erasure INTEGER NOT NULL REFERENCES erasure (sequence),
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  -- What it was called, where that may stay; empty for a person.
  name TEXT NOT NULL,
  size INTEGER CHECK (size >= 0),
  -- SHA-256 of what was erased; NULL for a name, whose hash would give it away.
  sha256 TEXT CHECK (length(sha256) = 64),
  PRIMARY KEY (erasure, number)
) STRICT, WITHOUT ROWID;
${appendOnly('erased_item', 'erasure = NEW.erasure AND number = NEW.number')}
CREATE INDEX erased_item_by_record ON erased_item (kind, record);

-- The fields of a released report are free text that goes with its bytes; nothing else about a release ever changes.
DROP TRIGGER package_release_never_changes;
CREATE TRIGGER package_release_only_erased BEFORE UPDATE ON package_release
WHEN NEW.fields_text IS NOT '{}'
  OR EXISTS (SELECT 1 FROM package_file WHERE release = OLD.id AND erased_by IS NULL)
  OR NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.incident IS NOT OLD.incident OR NEW.site IS NOT OLD.site
  OR NEW.content IS NOT OLD.content OR NEW.stage IS NOT OLD.stage OR NEW.version IS NOT OLD.version
  OR NEW.recipient IS NOT OLD.recipient OR NEW.recipient_kind IS NOT OLD.recipient_kind OR NEW.recipient_name IS NOT OLD.recipient_name
  OR NEW.name IS NOT OLD.name OR NEW.line IS NOT OLD.line OR NEW.sequence IS NOT OLD.sequence OR NEW.previous_sums IS NOT OLD.previous_sums
  OR NEW.supersedes IS NOT OLD.supersedes OR NEW.reason IS NOT OLD.reason OR NEW.sums_sha256 IS NOT OLD.sums_sha256
  OR NEW.zip_sha256 IS NOT OLD.zip_sha256 OR NEW.zip_size IS NOT OLD.zip_size OR NEW.zip_signature IS NOT OLD.zip_signature
  OR NEW.language IS NOT OLD.language OR NEW.tlp IS NOT OLD.tlp OR NEW.audit_sequence IS NOT OLD.audit_sequence
  OR NEW.audit_head IS NOT OLD.audit_head OR NEW.released_at IS NOT OLD.released_at OR NEW.zone IS NOT OLD.zone OR NEW.released_by IS NOT OLD.released_by
BEGIN SELECT RAISE(ABORT, 'of a release only the fields can be erased, together with its bytes'); END;

-- Extracts of the audit as signed files. They belong to no incident, so they are not among the releases of incidents -----------------

CREATE TABLE audit_release (
  position INTEGER PRIMARY KEY,
  ${id('id')} UNIQUE,
  site TEXT NOT NULL REFERENCES site (id),
  -- AUD-<number>, counted for each site.
  number INTEGER NOT NULL CHECK (number >= 1),
  name TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL CHECK (json_valid(text)),
  UNIQUE (site, number)
) STRICT;
${appendOnly('audit_release', 'id = NEW.id OR position = NEW.position OR name = NEW.name OR (site = NEW.site AND number = NEW.number)')}

CREATE TABLE audit_release_file (
  release TEXT NOT NULL REFERENCES audit_release (id),
  path TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  crc32 INTEGER NOT NULL CHECK (crc32 BETWEEN 0 AND 4294967295),
  bytes BLOB CHECK (length(bytes) = size),
  erased_by INTEGER REFERENCES audit_row (sequence) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (release, path),
  CHECK ((bytes IS NOT NULL) + (erased_by IS NOT NULL) = 1)
) STRICT;
CREATE TRIGGER audit_release_file_never_goes BEFORE DELETE ON audit_release_file BEGIN SELECT RAISE(ABORT, 'released bytes are erased, not deleted'); END;
CREATE TRIGGER audit_release_file_once BEFORE INSERT ON audit_release_file
WHEN NEW.erased_by IS NOT NULL OR EXISTS (SELECT 1 FROM audit_release_file WHERE release = NEW.release AND path = NEW.path)
BEGIN SELECT RAISE(ABORT, 'audit_release_file is append-only'); END;
CREATE TRIGGER audit_release_file_only_erased BEFORE UPDATE ON audit_release_file
WHEN OLD.erased_by IS NOT NULL OR NEW.erased_by IS NULL
  OR NEW.release IS NOT OLD.release OR NEW.path IS NOT OLD.path OR NEW.media_type IS NOT OLD.media_type
  OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256 OR NEW.crc32 IS NOT OLD.crc32
BEGIN SELECT RAISE(ABORT, 'released bytes can only be erased'); END;

-- Which extract a transfer carried: transfer.release names releases of incidents only.
CREATE TABLE audit_transfer (
  transfer TEXT PRIMARY KEY REFERENCES transfer (id),
  release TEXT NOT NULL REFERENCES audit_release (id)
) STRICT;
${appendOnly('audit_transfer', 'transfer = NEW.transfer')}
`

/** Finding and extracting rows of the audit; erasing with proof. */
export const migration0004 = { version: 4, name: 'evidence', sql } as const

// Schema 2. A migration imports nothing and is never edited after release.

const sql = `
-- When an access ends by itself (planned), and when somebody ended it for good. Both null: no end.
ALTER TABLE person ADD COLUMN valid_until INTEGER CHECK (valid_until BETWEEN 0 AND 253402300799999);
ALTER TABLE person ADD COLUMN ended_at INTEGER CHECK (ended_at BETWEEN 0 AND 253402300799999);

-- A badge number leads to a person like a name does, so it stands with the names and is erased with them. Empty: none.
ALTER TABLE person_name ADD COLUMN badge TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX person_name_badge ON person_name (badge) WHERE badge <> '';

-- "That was me": a person claims what the control room wrote without a confirmed person. The entry itself never changes.
CREATE TABLE entry_claim (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  entry TEXT NOT NULL REFERENCES chronology_entry (id),
  person TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999)
) STRICT;
CREATE INDEX entry_claim_by_incident ON entry_claim (incident);
CREATE TRIGGER entry_claim_never_changes BEFORE UPDATE ON entry_claim BEGIN SELECT RAISE(ABORT, 'entry_claim is append-only'); END;
CREATE TRIGGER entry_claim_never_goes BEFORE DELETE ON entry_claim BEGIN SELECT RAISE(ABORT, 'entry_claim is append-only'); END;
CREATE TRIGGER entry_claim_once BEFORE INSERT ON entry_claim WHEN EXISTS (SELECT 1 FROM entry_claim WHERE id = NEW.id OR position = NEW.position OR entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'entry_claim is append-only'); END;
`

/** People: ends of access, badge numbers, claims of what the control room wrote. */
export const migration0002 = { version: 2, name: 'people', sql } as const

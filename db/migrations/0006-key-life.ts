// Schema 6. A migration imports nothing and is never edited after release.

const sql = `
-- Changes of an entity's key, signed by the old and by the new one: this entity's own, and those that were accepted of others.
CREATE TABLE key_change (
  entity TEXT NOT NULL CHECK (length(entity) = 10),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100),
  text TEXT NOT NULL CHECK (json_valid(text)),
  old_signature TEXT NOT NULL,
  new_signature TEXT NOT NULL,
  recorded_at INTEGER NOT NULL CHECK (recorded_at BETWEEN 0 AND 253402300799999),
  actor TEXT NOT NULL,
  PRIMARY KEY (entity, number)
) STRICT;
CREATE TRIGGER key_change_never_changes BEFORE UPDATE ON key_change BEGIN SELECT RAISE(ABORT, 'key_change is append-only'); END;
CREATE TRIGGER key_change_never_goes BEFORE DELETE ON key_change BEGIN SELECT RAISE(ABORT, 'key_change is append-only'); END;
-- Numbers have no gap, so nothing can be put between; the insert trigger stands in for REPLACE.
CREATE TRIGGER key_change_follows BEFORE INSERT ON key_change
WHEN NEW.number <> (SELECT count(*) FROM key_change WHERE entity = NEW.entity) + 1
BEGIN SELECT RAISE(ABORT, 'key_change is append-only'); END;
`

/** Changes of the keys of entities. */
export const migration0006 = { version: 6, name: 'key-life', sql } as const

// Schema 7. A migration imports nothing and is never edited after release.

const sql = `
-- Acts of erasing after which the file was written anew. SQLite moves rows between pages and leaves copies of them in the unused part of a
-- page, which secure_delete does not reach; until the file was written anew such a copy of an erased text may still be there.
CREATE TABLE erasure_overwritten (
  erasure INTEGER PRIMARY KEY REFERENCES erasure (sequence),
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999)
) STRICT;
CREATE TRIGGER erasure_overwritten_never_changes BEFORE UPDATE ON erasure_overwritten BEGIN SELECT RAISE(ABORT, 'erasure_overwritten is append-only'); END;
CREATE TRIGGER erasure_overwritten_never_goes BEFORE DELETE ON erasure_overwritten BEGIN SELECT RAISE(ABORT, 'erasure_overwritten is append-only'); END;
CREATE TRIGGER erasure_overwritten_once BEFORE INSERT ON erasure_overwritten
WHEN EXISTS (SELECT 1 FROM erasure_overwritten WHERE erasure = NEW.erasure) BEGIN SELECT RAISE(ABORT, 'erasure_overwritten is append-only'); END;
`

/** When the file was written anew after erasing. */
export const migration0007 = { version: 7, name: 'overwritten', sql } as const

// Schema 9. A migration imports nothing and is never edited after release.

const sql = `
-- What goes between a plant and the head office that keeps the entity's key: requests that were asked, requests that were answered here, and
-- answers that were taken over here. Rows are added and nothing else.
CREATE TABLE key_exchange (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  side TEXT NOT NULL CHECK (side IN ('asked', 'answered', 'taken')),
  -- Code of the entity whose keys it is about.
  entity TEXT NOT NULL CHECK (length(entity) = 10),
  -- SHA-256 of the request.
  request TEXT NOT NULL CHECK (length(request) = 64),
  -- Number of the newest list of keys then.
  list INTEGER NOT NULL CHECK (list >= 1),
  file_name TEXT NOT NULL,
  -- Path and text of every file of the carried zip, and of the request where it was answered.
  files TEXT NOT NULL CHECK (json_valid(files)),
  recorded_at INTEGER NOT NULL CHECK (recorded_at BETWEEN 0 AND 253402300799999),
  actor TEXT NOT NULL
) STRICT;
CREATE TRIGGER key_exchange_never_changes BEFORE UPDATE ON key_exchange BEGIN SELECT RAISE(ABORT, 'key_exchange is append-only'); END;
CREATE TRIGGER key_exchange_never_goes BEFORE DELETE ON key_exchange BEGIN SELECT RAISE(ABORT, 'key_exchange is append-only'); END;
CREATE TRIGGER key_exchange_once BEFORE INSERT ON key_exchange WHEN EXISTS (SELECT 1 FROM key_exchange WHERE id = NEW.id OR position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'key_exchange is append-only'); END;
`

/** Requests for certificates and their answers. */
export const migration0009 = { version: 9, name: 'key-exchange', sql } as const

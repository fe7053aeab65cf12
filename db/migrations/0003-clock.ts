// Schema 3. A migration imports nothing and is never edited after release.

const sql = `
-- What the PC's clock did and what people said about it. The text is the record; the columns beside it are for finding.
CREATE TABLE clock_event (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
  text TEXT NOT NULL CHECK (json_valid(text)),
  signature TEXT
) STRICT;
CREATE INDEX clock_event_by_kind ON clock_event (kind);
CREATE TRIGGER clock_event_never_changes BEFORE UPDATE ON clock_event BEGIN SELECT RAISE(ABORT, 'clock_event is append-only'); END;
CREATE TRIGGER clock_event_never_goes BEFORE DELETE ON clock_event BEGIN SELECT RAISE(ABORT, 'clock_event is append-only'); END;
CREATE TRIGGER clock_event_once BEFORE INSERT ON clock_event WHEN EXISTS (SELECT 1 FROM clock_event WHERE id = NEW.id OR position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'clock_event is append-only'); END;

-- Other clocks of a site: a control system, a controller, a camera. Earlier states lie in register_version.
CREATE TABLE time_source (
  id TEXT NOT NULL CHECK (length(id) = 26) PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  ahead_seconds INTEGER NOT NULL,
  zone TEXT NOT NULL,
  no_summer_time INTEGER NOT NULL CHECK (no_summer_time IN (0, 1)),
  checked_at INTEGER CHECK (checked_at BETWEEN 0 AND 253402300799999),
  checked_by TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 253402300799999)
) STRICT;
CREATE INDEX time_source_by_site ON time_source (site);

-- What a source showed for a chronology entry, and as what that source was known then: a later check of it changes no entry.
CREATE TABLE chronology_reading (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  incident TEXT NOT NULL REFERENCES incident (id),
  entry TEXT NOT NULL REFERENCES chronology_entry (id) UNIQUE,
  source TEXT NOT NULL CHECK (length(source) = 26),
  text TEXT NOT NULL CHECK (json_valid(text))
) STRICT;
CREATE INDEX chronology_reading_by_incident ON chronology_reading (incident);
CREATE TRIGGER chronology_reading_never_changes BEFORE UPDATE ON chronology_reading BEGIN SELECT RAISE(ABORT, 'chronology_reading is append-only'); END;
CREATE TRIGGER chronology_reading_never_goes BEFORE DELETE ON chronology_reading BEGIN SELECT RAISE(ABORT, 'chronology_reading is append-only'); END;
CREATE TRIGGER chronology_reading_once BEFORE INSERT ON chronology_reading WHEN EXISTS (SELECT 1 FROM chronology_reading WHERE id = NEW.id OR position = NEW.position OR entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'chronology_reading is append-only'); END;
`

/** The clock: what it did, what people said about it, other clocks of the site, and what these showed. */
export const migration0003 = { version: 3, name: 'clock', sql } as const

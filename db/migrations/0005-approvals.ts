// Schema 5. A migration imports nothing and is never edited after release.

/** Rows are added and nothing else; the insert trigger stands in for REPLACE. */
const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_never_changes BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_never_goes BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_once BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id OR position = NEW.position)
BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`

const table = (name: string): string => `
CREATE TABLE ${name} (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  action TEXT NOT NULL,
  -- Kind and id of what it is about.
  about_kind TEXT NOT NULL,
  about TEXT NOT NULL,
  -- The signed text is the record; the columns before it are for finding.
  text TEXT NOT NULL CHECK (json_valid(text)),
  signature TEXT NOT NULL
) STRICT;
CREATE INDEX ${name}_by_subject ON ${name} (about_kind, about);
${appendOnly(name)}`

const sql = `
-- What a second person said about an act: agreed or objected, signed with that person's own key.
${table('approval')}

-- That a second person is still to look at an act: asked when the act was done, and never changed.
${table('asked_approval')}
`

/** The second person: what was said, and what is still asked. */
export const migration0005 = { version: 5, name: 'approvals', sql } as const

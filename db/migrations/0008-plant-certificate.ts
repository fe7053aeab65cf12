// Schema 8. A migration imports nothing and is never edited after release.

const sql = `
-- Certificates from outside with which reports are signed besides. The private key lies nowhere else; it goes when the certificate is removed.
CREATE TABLE plant_certificate (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 26) UNIQUE,
  certificate BLOB NOT NULL CHECK (length(certificate) BETWEEN 1 AND 131072),
  -- Certificates of its issuers, one behind the other.
  chain BLOB NOT NULL CHECK (length(chain) <= 131072),
  private_key BLOB CHECK (length(private_key) BETWEEN 1 AND 131072),
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  serial TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  key_kind TEXT NOT NULL CHECK (key_kind IN ('rsa', 'ec')),
  key_bits INTEGER NOT NULL CHECK (key_bits > 0),
  valid_from INTEGER NOT NULL CHECK (valid_from BETWEEN 0 AND 253402300799999),
  valid_to INTEGER NOT NULL CHECK (valid_to BETWEEN 0 AND 253402300799999),
  taken_at INTEGER NOT NULL CHECK (taken_at BETWEEN 0 AND 253402300799999),
  taken_by TEXT NOT NULL,
  removed_at INTEGER CHECK (removed_at BETWEEN 0 AND 253402300799999),
  CHECK ((private_key IS NULL) = (removed_at IS NOT NULL))
) STRICT;
-- One is in use at a time.
CREATE UNIQUE INDEX plant_certificate_in_use ON plant_certificate (removed_at IS NULL) WHERE removed_at IS NULL;
CREATE TRIGGER plant_certificate_never_goes BEFORE DELETE ON plant_certificate BEGIN SELECT RAISE(ABORT, 'certificates are removed by forgetting their key'); END;
CREATE TRIGGER plant_certificate_once BEFORE INSERT ON plant_certificate WHEN EXISTS (SELECT 1 FROM plant_certificate WHERE id = NEW.id OR position = NEW.position OR (removed_at IS NULL AND NEW.removed_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'certificates are not replaced'); END;
CREATE TRIGGER plant_certificate_stays BEFORE UPDATE ON plant_certificate
WHEN NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.certificate IS NOT OLD.certificate OR NEW.chain IS NOT OLD.chain
  OR NEW.subject IS NOT OLD.subject OR NEW.issuer IS NOT OLD.issuer OR NEW.serial IS NOT OLD.serial OR NEW.fingerprint IS NOT OLD.fingerprint
  OR NEW.key_kind IS NOT OLD.key_kind OR NEW.key_bits IS NOT OLD.key_bits OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to
  OR NEW.taken_at IS NOT OLD.taken_at OR NEW.taken_by IS NOT OLD.taken_by OR NEW.private_key IS NOT NULL OR OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a certificate cannot be changed'); END;

-- Whether a released report was signed with the certificate of that time, or why not.
CREATE TABLE pdf_signature (
  release TEXT PRIMARY KEY REFERENCES package_release (id),
  certificate TEXT NOT NULL REFERENCES plant_certificate (id),
  outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pdf_signature_never_changes BEFORE UPDATE ON pdf_signature BEGIN SELECT RAISE(ABORT, 'pdf_signature is append-only'); END;
CREATE TRIGGER pdf_signature_never_goes BEFORE DELETE ON pdf_signature BEGIN SELECT RAISE(ABORT, 'pdf_signature is append-only'); END;
CREATE TRIGGER pdf_signature_once BEFORE INSERT ON pdf_signature WHEN EXISTS (SELECT 1 FROM pdf_signature WHERE release = NEW.release)
BEGIN SELECT RAISE(ABORT, 'pdf_signature is append-only'); END;
`

/** The plant's own certificate, and what was signed with it. */
export const migration0008 = { version: 8, name: 'plant-certificate', sql } as const

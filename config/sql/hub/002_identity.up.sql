-- Kiosks are known by certificates from here on. A token's hash is no certificate's serial number, so a kiosk of before is
-- let in again by `storesidectl kiosk invite --replace`.
ALTER TABLE kiosk RENAME COLUMN token_hash TO serial;
ALTER TABLE kiosk ADD COLUMN next_serial TEXT;
ALTER TABLE kiosk ADD COLUMN certificate_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN certificate_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN revoked_at INTEGER;
ALTER TABLE kiosk ADD COLUMN refused_at INTEGER;

DROP TABLE invite;
CREATE TABLE invite (
    id TEXT PRIMARY KEY,
    kiosk_key TEXT NOT NULL,
    hub_key TEXT NOT NULL,
    store TEXT NOT NULL,
    name TEXT NOT NULL,
    replaces BLOB REFERENCES kiosk (id),
    expires_at INTEGER NOT NULL,
    kiosk BLOB REFERENCES kiosk (id),
    public_key BLOB
) STRICT;

DROP TABLE operator_token;
CREATE TABLE operator (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'author', 'operator', 'admin')),
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE operator_audit (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    target TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX operator_audit_by_time ON operator_audit (at);

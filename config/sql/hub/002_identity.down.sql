DROP TABLE operator_audit;
DROP TABLE operator;
CREATE TABLE operator_token (
    hash TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;
DROP TABLE invite;
CREATE TABLE invite (
    code_hash TEXT PRIMARY KEY,
    store TEXT NOT NULL,
    name TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
ALTER TABLE kiosk DROP COLUMN refused_at;
ALTER TABLE kiosk DROP COLUMN revoked_at;
ALTER TABLE kiosk DROP COLUMN certificate_until;
ALTER TABLE kiosk DROP COLUMN certificate_from;
ALTER TABLE kiosk DROP COLUMN next_serial;
ALTER TABLE kiosk RENAME COLUMN serial TO token_hash;

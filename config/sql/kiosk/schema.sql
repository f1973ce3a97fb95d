CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    acked_at INTEGER,
    sealed TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE seal_key (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL,
    public_key TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_unsent ON outbox (seq) WHERE acked_at IS NULL;
CREATE INDEX outbox_kept ON outbox (acked_at) WHERE acked_at IS NOT NULL;

CREATE TABLE mailbox_cursor (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    epoch TEXT NOT NULL,
    n INTEGER NOT NULL,
    id BLOB NOT NULL
) STRICT;

CREATE TABLE ticket (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
    name TEXT PRIMARY KEY,
    pin_hash TEXT NOT NULL
) STRICT;

CREATE TABLE pin_guard (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    misses INTEGER NOT NULL,
    locked_until INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE setting_version (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE order_cache (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    body BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX order_cache_by_expiry ON order_cache (expires_at);

CREATE TABLE order_way (
    place BLOB NOT NULL,
    entry INTEGER NOT NULL REFERENCES order_cache (entry) ON DELETE CASCADE,
    key BLOB NOT NULL,
    PRIMARY KEY (place, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_way_by_entry ON order_way (entry);

CREATE TABLE order_derivation (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    salt BLOB NOT NULL,
    passes INTEGER NOT NULL,
    memory INTEGER NOT NULL
) STRICT;

CREATE TABLE order_guard (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    forgotten_at INTEGER NOT NULL
) STRICT;

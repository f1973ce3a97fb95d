-- Orders for when the line is down, sealed (firmware/orders/order_cache.hpp). A way leads from what a shopper types to
-- one of them; it can't be found or read without this kiosk's secret.
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

-- What the orders were derived with; others than these are not to be found any more.
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

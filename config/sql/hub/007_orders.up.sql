-- Orders as the shops last said them. Bodies are sealed and numbers keyed with the hub's orders.key, which is not in here:
-- whoever has this database alone learns which ids a shop has, and when they changed.
CREATE TABLE shop_order (
    n INTEGER PRIMARY KEY,
    shop TEXT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('known', 'deleted', 'erased')),
    change INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    content BLOB,
    body BLOB,
    email INTEGER,
    phone INTEGER,
    UNIQUE (shop, reference)
) STRICT;

CREATE INDEX shop_order_by_change ON shop_order (shop, change, state);
CREATE INDEX shop_order_by_time ON shop_order (changed_at);
CREATE INDEX shop_order_by_email ON shop_order (email) WHERE email IS NOT NULL;
CREATE INDEX shop_order_by_phone ON shop_order (phone) WHERE phone IS NOT NULL;

-- What an order can be asked for by: its number, its confirmation, the codes of its parcels.
CREATE TABLE shop_order_number (
    tag INTEGER NOT NULL,
    n INTEGER NOT NULL REFERENCES shop_order (n) ON DELETE CASCADE,
    PRIMARY KEY (tag, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX shop_order_number_by_order ON shop_order_number (n);

-- The last change number that was given; rows go, numbers never come again.
CREATE TABLE shop_order_change (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    last INTEGER NOT NULL
) STRICT;

INSERT INTO shop_order_change (only, last) VALUES (1, 0);

-- How far each shop's orders are read. With a cursor a pass is under way that began at began_at and asks for what changed since.
CREATE TABLE shop_feed (
    shop TEXT PRIMARY KEY,
    read_until INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL DEFAULT 0,
    began_at INTEGER NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '',
    hook_at INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    error_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Webhooks that came, so that one that comes again is not acted on.
CREATE TABLE shop_delivery (
    shop TEXT NOT NULL,
    delivery TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (shop, delivery)
) STRICT, WITHOUT ROWID;

CREATE INDEX shop_delivery_by_time ON shop_delivery (at);

-- Look-ups in vain, by whom and for what: see sync/hub_store/order_limits.hpp.
CREATE TABLE order_miss (
    what TEXT PRIMARY KEY,
    millis INTEGER NOT NULL,
    at INTEGER NOT NULL,
    free_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX order_miss_by_time ON order_miss (at);

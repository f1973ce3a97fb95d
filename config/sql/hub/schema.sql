-- Kiosks: serial is that of the certificate in use, next_serial that of one which was issued and not shown yet.
CREATE TABLE kiosk (
    id BLOB PRIMARY KEY,
    store TEXT NOT NULL,
    name TEXT NOT NULL,
    serial TEXT NOT NULL UNIQUE,
    enrolled_at INTEGER NOT NULL,
    last_seen INTEGER NOT NULL DEFAULT 0,
    program TEXT NOT NULL DEFAULT '',
    pack TEXT NOT NULL DEFAULT '',
    unsent INTEGER NOT NULL DEFAULT 0,
    epoch TEXT NOT NULL,
    mail_count INTEGER NOT NULL DEFAULT 0,
    next_serial TEXT,
    certificate_from INTEGER NOT NULL DEFAULT 0,
    certificate_until INTEGER NOT NULL DEFAULT 0,
    revoked_at INTEGER,
    refused_at INTEGER,
    last_seq INTEGER NOT NULL DEFAULT 0,
    taken_n INTEGER NOT NULL DEFAULT 0,
    fell_back_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One-time codes: what was derived from each, never the code. A row goes when the kiosk it let in shows its certificate.
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

-- Tokens are kept as SHA-256 only: they are random, so that is enough.
CREATE TABLE operator (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'author', 'operator', 'admin')),
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    revoked_at INTEGER
) STRICT;

-- What operators did; the status is 0 until the hub has answered.
CREATE TABLE operator_audit (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    target TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX operator_audit_by_time ON operator_audit (at);

-- Downward: n counts each kiosk's mail without gaps; kiosk.mail_count is the counter.
CREATE TABLE kiosk_mail (
    kiosk BLOB NOT NULL REFERENCES kiosk (id),
    n INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL DEFAULT 0,
    taken_at INTEGER,
    PRIMARY KEY (kiosk, n)
) STRICT;

CREATE INDEX kiosk_mail_not_taken ON kiosk_mail (kiosk, n) WHERE taken_at IS NULL;

-- Upward: everything kiosks ever sent, once each.
CREATE TABLE record (
    id BLOB PRIMARY KEY,
    kiosk BLOB NOT NULL REFERENCES kiosk (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;

CREATE INDEX record_by_time ON record (kind, stored_at);

CREATE TABLE erased (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX erased_by_time ON erased (at);

CREATE TABLE ticket (
    id BLOB PRIMARY KEY,
    kiosk BLOB NOT NULL REFERENCES kiosk (id),
    code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'open', 'answered', 'closed')),
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL,
    helpdesk TEXT,
    ref TEXT,
    UNIQUE (helpdesk, ref)
) STRICT;

CREATE INDEX ticket_by_kiosk ON ticket (kiosk, touched_at);
CREATE INDEX ticket_by_time ON ticket (touched_at);

-- helpdesk_key names an answer within the helpdesk, so that one read twice is stored once.
CREATE TABLE ticket_entry (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    ticket BLOB NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'reply', 'rating')),
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    helpdesk_key TEXT UNIQUE
) STRICT;

CREATE INDEX ticket_entry_by_ticket ON ticket_entry (ticket, n);

-- What the helpdesk has to be told: one job a record, in order within a ticket.
CREATE TABLE helpdesk_job (
    n INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE REFERENCES record (id),
    ticket BLOB NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL CHECK (kind IN ('ticket', 'message', 'rating')),
    state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'unknown', 'done', 'dead')),
    lease_until INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    dropped_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX helpdesk_job_unfinished ON helpdesk_job (n) WHERE state NOT IN ('done', 'dead');
CREATE INDEX helpdesk_job_by_ticket ON helpdesk_job (ticket, n);

CREATE TABLE helpdesk_cursor (
    helpdesk TEXT PRIMARY KEY,
    cursor TEXT NOT NULL
) STRICT;

CREATE TABLE pack (
    sha256 TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    size INTEGER NOT NULL,
    published_at INTEGER NOT NULL
) STRICT;

-- How far a kiosk has got with the pack it should have, and why it does not take it; no row: all is well.
CREATE TABLE kiosk_content (
    kiosk BLOB PRIMARY KEY REFERENCES kiosk (id),
    percent INTEGER NOT NULL,
    trust_error TEXT NOT NULL
) STRICT;

-- What every kiosk should be; the version grows with each change.
CREATE TABLE desired (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL,
    pack TEXT REFERENCES pack (sha256)
) STRICT;

-- The hub's own helpdesk, for a shop that has none.
CREATE TABLE inbox_ticket (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    closed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE inbox_entry (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    ref INTEGER NOT NULL REFERENCES inbox_ticket (ref),
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'rating', 'reply', 'close')),
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting_change (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    layer TEXT NOT NULL CHECK (layer IN ('fleet', 'group', 'store', 'kiosk')),
    name TEXT NOT NULL,
    reverts INTEGER REFERENCES setting_change (n)
) STRICT;

CREATE INDEX setting_change_by_target ON setting_change (layer, name, n);

CREATE TABLE setting_change_key (
    change INTEGER NOT NULL REFERENCES setting_change (n),
    key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (change, key)
) STRICT;

CREATE TABLE setting (
    layer TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES setting_change (n),
    PRIMARY KEY (layer, name, key)
) STRICT;

CREATE TABLE kiosk_group (
    kiosk BLOB NOT NULL REFERENCES kiosk (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (kiosk, name)
) STRICT;

CREATE INDEX kiosk_group_by_name ON kiosk_group (name);

CREATE TABLE kiosk_state (
    kiosk BLOB PRIMARY KEY REFERENCES kiosk (id) ON DELETE CASCADE,
    desired_version INTEGER NOT NULL DEFAULT 0,
    desired_hash TEXT NOT NULL DEFAULT '',
    seen_version INTEGER NOT NULL DEFAULT 0,
    settings_version INTEGER NOT NULL DEFAULT 0,
    restart INTEGER NOT NULL DEFAULT 0,
    problems INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT ''
) STRICT;

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

-- What the orders of a store are derived with for its kiosks.
CREATE TABLE order_derivation (
    store TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    passes INTEGER NOT NULL,
    memory INTEGER NOT NULL
) STRICT;

-- The ways to an order (firmware/orders/model.hpp), sealed with the hub's orders.key. Each cost argon2id, so they stay for as long as
-- number and factors, of which digest is, are the same.
CREATE TABLE order_ways (
    store TEXT NOT NULL,
    shop TEXT NOT NULL,
    reference TEXT NOT NULL,
    digest BLOB NOT NULL,
    ways BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (store, shop, reference)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_ways_by_expiry ON order_ways (expires_at);

-- An order that is gone takes the ways to it along, whoever took it away.
CREATE INDEX order_ways_by_order ON order_ways (shop, reference);
CREATE TRIGGER order_ways_of_one_gone AFTER UPDATE OF state ON shop_order WHEN NEW.state <> 'known' BEGIN
    DELETE FROM order_ways WHERE shop = NEW.shop AND reference = NEW.reference;
END;
CREATE TRIGGER order_ways_of_one_deleted AFTER DELETE ON shop_order BEGIN
    DELETE FROM order_ways WHERE shop = OLD.shop AND reference = OLD.reference;
END;

-- Kiosks that keep orders: what these are sealed to, whether they are to begin again, the last letter of orders, and up to which one
-- the letters that were taken are emptied.
CREATE TABLE kiosk_orders (
    kiosk BLOB PRIMARY KEY REFERENCES kiosk (id) ON DELETE CASCADE,
    public_key BLOB NOT NULL,
    anew INTEGER NOT NULL DEFAULT 1,
    letter INTEGER NOT NULL DEFAULT 0,
    emptied INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE kiosk_orders_fed (
    kiosk BLOB NOT NULL REFERENCES kiosk_orders (kiosk) ON DELETE CASCADE,
    shop TEXT NOT NULL,
    change INTEGER NOT NULL,
    PRIMARY KEY (kiosk, shop)
) STRICT, WITHOUT ROWID;

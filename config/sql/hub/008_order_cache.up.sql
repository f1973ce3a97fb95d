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

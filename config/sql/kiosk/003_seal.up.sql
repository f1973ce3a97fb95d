-- The hub's key that records are sealed to, and for each record which one it was; empty: it is not sealed.
ALTER TABLE outbox ADD COLUMN sealed TEXT NOT NULL DEFAULT '';

CREATE TABLE seal_key (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL,
    public_key TEXT NOT NULL
) STRICT;

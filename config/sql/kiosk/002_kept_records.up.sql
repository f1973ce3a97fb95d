-- What the hub has is kept for a while, for a hub that is restored from a backup. NULL: the hub does not have it yet.
ALTER TABLE outbox ADD COLUMN acked_at INTEGER;

CREATE INDEX outbox_unsent ON outbox (seq) WHERE acked_at IS NULL;
CREATE INDEX outbox_kept ON outbox (acked_at) WHERE acked_at IS NOT NULL;

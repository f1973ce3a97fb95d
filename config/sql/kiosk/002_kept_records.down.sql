DELETE FROM outbox WHERE acked_at IS NOT NULL;
DROP INDEX outbox_kept;
DROP INDEX outbox_unsent;
ALTER TABLE outbox DROP COLUMN acked_at;

-- How far each kiosk was, so that one restored from an older disk image is noticed.
ALTER TABLE kiosk ADD COLUMN last_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN taken_n INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN fell_back_at INTEGER NOT NULL DEFAULT 0;

UPDATE kiosk SET last_seq = ifnull((SELECT max(seq) FROM record WHERE record.kiosk = kiosk.id), 0);

-- Mail is deleted a while after its kiosk has taken it. NULL: it has not.
ALTER TABLE kiosk_mail ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk_mail ADD COLUMN taken_at INTEGER;

UPDATE kiosk_mail SET created_at = strftime('%s', 'now') * 1000000;

CREATE INDEX kiosk_mail_not_taken ON kiosk_mail (kiosk, n) WHERE taken_at IS NULL;

-- A dead job that an operator gave up. 0: nobody has.
ALTER TABLE helpdesk_job ADD COLUMN dropped_at INTEGER NOT NULL DEFAULT 0;

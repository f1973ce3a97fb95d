ALTER TABLE helpdesk_job DROP COLUMN dropped_at;
DROP INDEX kiosk_mail_not_taken;
ALTER TABLE kiosk_mail DROP COLUMN taken_at;
ALTER TABLE kiosk_mail DROP COLUMN created_at;
ALTER TABLE kiosk DROP COLUMN fell_back_at;
ALTER TABLE kiosk DROP COLUMN taken_n;
ALTER TABLE kiosk DROP COLUMN last_seq;

-- How far a kiosk has got with the pack it should have, and why it does not take it; no row: all is well.
CREATE TABLE kiosk_content (
    kiosk BLOB PRIMARY KEY REFERENCES kiosk (id),
    percent INTEGER NOT NULL,
    trust_error TEXT NOT NULL
) STRICT;

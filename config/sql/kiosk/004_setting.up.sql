-- What the hub wants of this kiosk's settings, as JSON: kept, so that it also holds after a start without a line.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row: the desired version these are of.
CREATE TABLE setting_version (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL
) STRICT;

-- What operators said, each once and for ever: its number is the version that people name.
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

-- Values are JSON; NULL: not set.
CREATE TABLE setting_change_key (
    change INTEGER NOT NULL REFERENCES setting_change (n),
    key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (change, key)
) STRICT;

-- What is set now; `name` is empty for the fleet, and the id for a kiosk.
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

-- One row a kiosk, from when there is something to say: desired_hash tells whether what is desired (pack and
-- settings) is still that of desired_version; the rest is what the kiosk reported.
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

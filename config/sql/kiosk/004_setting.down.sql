DROP TABLE setting_version;
DROP TABLE setting;

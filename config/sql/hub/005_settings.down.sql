DROP TABLE kiosk_state;
DROP TABLE kiosk_group;
DROP TABLE setting;
DROP TABLE setting_change_key;
DROP TABLE setting_change;

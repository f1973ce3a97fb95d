DROP TABLE kiosk_content;

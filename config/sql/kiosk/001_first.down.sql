DROP TABLE pin_guard;
DROP TABLE staff;
DROP TABLE ticket;
DROP TABLE mailbox_cursor;
DROP TABLE outbox;

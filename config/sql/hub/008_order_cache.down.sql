DROP TRIGGER order_ways_of_one_gone;
DROP TRIGGER order_ways_of_one_deleted;
DROP TABLE kiosk_orders_fed;
DROP TABLE kiosk_orders;
DROP TABLE order_ways;
DROP TABLE order_derivation;

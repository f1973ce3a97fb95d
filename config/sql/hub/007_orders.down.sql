DROP TABLE order_miss;
DROP TABLE shop_delivery;
DROP TABLE shop_feed;
DROP TABLE shop_order_change;
DROP TABLE shop_order_number;
DROP TABLE shop_order;

DROP TABLE order_way;
DROP TABLE order_cache;

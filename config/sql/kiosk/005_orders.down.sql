DROP TABLE order_guard;
DROP TABLE order_derivation;
DROP TABLE order_way;
DROP TABLE order_cache;

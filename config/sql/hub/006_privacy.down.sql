DROP INDEX record_by_time;
DROP TABLE erased;

-- Records that were erased or outlived their time: ids only, so that one that is sent again stays away.
CREATE TABLE erased (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX erased_by_time ON erased (at);
CREATE INDEX record_by_time ON record (kind, stored_at);

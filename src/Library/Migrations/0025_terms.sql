-- What a readable text names, by keyed hashes: in the order of items, so that a share only ever adds at the end, and a span of time is one walk.
create table item_term(item_seq bigint not null, kind bigint not null, hash bigint not null, primary key(item_seq, kind, hash)) {without_rowid};

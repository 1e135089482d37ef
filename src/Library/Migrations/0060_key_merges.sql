-- Parts of the index of objects are merged four by four: up to which key each merged part (below zero) holds what they held.
create table object_merge(part bigint primary key, upto bigint not null);

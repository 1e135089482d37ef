create table taxii_status(uid text primary key, key_id bigint not null, root text not null, at bigint not null, body {bytes} not null);
create index taxii_status_at on taxii_status(at);

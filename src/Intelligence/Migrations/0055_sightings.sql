create table sighting(
  id {identity}, uid text not null unique, item_seq bigint not null, version bigint not null, value_key bigint not null, kind bigint not null, times bigint not null, first_at bigint not null, last_at bigint not null,
  day bigint not null, org_id bigint not null, tag bigint not null default 0, sector text not null default '', by_author bigint not null default 0, says {bytes} not null, has_note bigint not null default 0,
  at bigint not null);
create index sighting_value on sighting(value_key, id);
create index sighting_item on sighting(item_seq, id);

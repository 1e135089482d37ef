create table attachment(
  id {identity}, uid text not null unique, item_seq bigint not null, from_version bigint not null, to_version bigint not null default 9000000000000000,
  name {bytes} not null, media_type text not null, size bigint not null, sha256 {bytes} not null, place text not null, at bigint not null);
create index attachment_item on attachment(item_seq)

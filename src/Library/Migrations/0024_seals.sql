alter table item_version add column attribution bigint not null default -1;
create table seal_share(item_seq bigint not null, key_id bigint not null, box {bytes} not null, primary key(item_seq, key_id)) {without_rowid};
create table seal_opening(
  id {identity}, elevation_uid text not null unique, item_seq bigint not null, item_uid text not null, reason text not null, asker_key bigint not null,
  granter_key bigint not null default 0, share {bytes}, result {bytes}, opened_at bigint not null default 0);
create index seal_opening_item on seal_opening(item_seq);

create table reaction(
  item_seq bigint not null, version bigint not null, kind bigint not null, org_id bigint not null, slot bigint not null, person_id bigint not null, at bigint not null,
  primary key (item_seq, version, kind, org_id, slot)) {without_rowid};
alter table comment add column parent bigint not null default 0;
alter table comment add column seen_too bigint not null default 0;
alter table comment add column private bigint not null default 0;
alter table comment add column private_person bigint not null default 0;
alter table comment add column private_org bigint not null default 0;
alter table comment add column edited_at bigint not null default 0;
alter table comment add column accepted_at bigint not null default 0;
create table comment_before(
  id {identity}, item_seq bigint not null, comment_uid text not null, text {bytes} not null, at bigint not null);
create index comment_before_item on comment_before(item_seq);
create table comment_image(
  item_seq bigint not null, comment_uid text not null, file_uid text not null, primary key (item_seq, comment_uid, file_uid)) {without_rowid}

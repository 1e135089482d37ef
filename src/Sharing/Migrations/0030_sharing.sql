create table comment(
  id {identity}, uid text not null unique, item_seq bigint not null, version bigint not null, org_id bigint not null, person_id bigint not null, key_id bigint not null default 0,
  by_author bigint not null default 0, text {bytes} not null, at bigint not null, deleted_at bigint not null default 0);
create index comment_item on comment(item_seq, id);
create table wider_ask(
  id {identity}, uid text not null unique, item_seq bigint not null, person_id bigint not null, org_id bigint not null, kind bigint not null, ref bigint not null, ref_org bigint not null,
  at bigint not null, answered_at bigint not null default 0, given bigint not null default 0);
create index wider_ask_item on wider_ask(item_seq);
create table disclosure_report(
  id {identity}, uid text not null unique, item_seq bigint not null, person_id bigint not null, org_id bigint not null, text {bytes} not null, at bigint not null);
create index disclosure_report_item on disclosure_report(item_seq);
create table hiding(
  id {identity}, item_uid text not null, act text not null, reason text not null, label bigint not null, unlisted bigint not null, at bigint not null);
create table feed(
  id {identity}, uid text not null unique, name text not null, person_id bigint not null, org_id bigint not null, token {bytes} not null, kind bigint not null default 0, circle_uid text not null default '',
  label bigint not null default -1, ceiling bigint not null default 1, networks text not null default '', made_at bigint not null, ended_at bigint not null default 0, last_good {bytes})

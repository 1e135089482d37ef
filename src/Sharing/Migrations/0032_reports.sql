create table item_report(
  id {identity}, uid text not null unique, item_uid text not null, label bigint not null, person_id bigint not null, org_id bigint not null, reason text not null, at bigint not null,
  done_at bigint not null default 0, done_by bigint not null default 0);
create index item_report_item on item_report(item_uid);
create index item_report_waiting on item_report(id) where done_at = 0

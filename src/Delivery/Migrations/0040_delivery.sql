create table notice(
  id {identity}, person_id bigint not null, org_id bigint not null, owner_tag bigint not null, kind bigint not null, cause text not null,
  item_seq bigint not null, version bigint not null, object_id bigint not null, subject_person bigint not null, subject_org bigint not null, by_author bigint not null,
  label bigint not null, of_record bigint not null, side bigint not null, at bigint not null, due_at bigint not null, read_at bigint not null default 0);
create unique index notice_once on notice(cause, person_id, org_id, owner_tag);
create index notice_person on notice(person_id, due_at, id);
create index notice_unread on notice(person_id, due_at) where read_at = 0;
create index notice_owner on notice(owner_tag, due_at, id) where owner_tag <> 0;
create index notice_item on notice(item_seq, person_id) where item_seq <> 0;

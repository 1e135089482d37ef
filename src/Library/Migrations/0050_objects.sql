create table object_type(id {key}, name text not null unique);
create table stix_object(
  no {key}, type bigint not null, uid {bytes} not null, modified bigint not null, source bigint not null, item_seq bigint not null, hash bigint not null, flags bigint not null default 0, bytes {bytes} not null);
create index stix_object_type on stix_object(type, no);
create index stix_object_item on stix_object(item_seq, no);
create table object_key(part bigint not null, key bigint not null, no bigint not null, primary key(part, key, no)) {without_rowid};
create table object_run(
  place {key}, first_no bigint not null, size bigint not null, item_seq bigint not null, version bigint not null, label bigint not null, marked bigint not null, audience_id bigint not null,
  shared_at bigint not null, added bigint not null, types bigint not null, gone bigint not null default 0);
create index object_run_item on object_run(item_seq, first_no);
create index object_run_added on object_run(added);
create table object_lane(
  kind bigint not null, ref bigint not null, ref_org bigint not null, item_seq bigint not null, shared_at bigint not null, primary key(kind, ref, ref_org, item_seq)) {without_rowid};
create index object_run_first on object_run(first_no);

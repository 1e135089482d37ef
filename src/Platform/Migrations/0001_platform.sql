create table outbox(seq {identity}, at bigint not null, type text not null, payload text not null);
create table outbox_mark(listener text primary key, seq bigint not null);
create table audit(
  seq {key}, at bigint not null, act text not null, person_id bigint not null, org_id bigint not null, key_id bigint not null,
  object_kind text not null, object_uid text not null, detail text not null, commitment {bytes} not null, hash {bytes} not null);
create index audit_object on audit(object_kind, object_uid, seq);
create index audit_person on audit(person_id, seq);
create table idempotency(
  viewer text not null, key text not null, request {bytes} not null, object_uid text not null, at bigint not null,
  primary key(viewer, key)) {without_rowid};
create table setting(name text primary key, value text not null);
create table job_run(name text primary key, started_at bigint not null, ended_at bigint not null, outcome text not null);

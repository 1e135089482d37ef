create table remote(
  id {identity}, uid text not null unique, org_id bigint not null, steward_id bigint not null, steward_since bigint not null, source_id bigint not null, name text not null, address text not null,
  scheme bigint not null, wrapped_key {bytes}, secret {bytes}, made_at bigint not null, ended_at bigint not null default 0);
create index remote_org on remote(org_id, ended_at);
create index remote_steward on remote(steward_id, ended_at);
create table remote_collection(
  id {identity}, uid text not null unique, remote_id bigint not null, pushes bigint not null, root text not null, collection text not null, title text not null, minutes bigint not null,
  part_kind bigint not null, part_ref bigint not null, reached bigint not null default 0, newest bigint not null default 0, next text not null default '',
  key_id bigint not null default 0, own text not null default '', ceiling bigint not null default 1, place bigint not null default 0, status text not null default '',
  due_at bigint not null, failures bigint not null default 0, lease_until bigint not null default 0, poll_id bigint not null default 0, paused_at bigint not null default 0, stopped text not null default '',
  made_at bigint not null, ended_at bigint not null default 0);
create index remote_collection_remote on remote_collection(remote_id, ended_at);
create index remote_collection_due on remote_collection(ended_at, due_at);
create table remote_poll(
  id {identity}, collection_id bigint not null, started_at bigint not null, ended_at bigint not null default 0, pages bigint not null default 0, bytes bigint not null default 0, taken bigint not null default 0,
  refused bigint not null default 0, trouble text not null default '', detail text not null default '');
create index remote_poll_collection on remote_poll(collection_id, id);
create index remote_poll_started on remote_poll(started_at);
create table remote_refusal(
  id {identity}, poll_id bigint not null, object_id text not null, version text not null, reason text not null, path text not null, clause text not null);
create index remote_refusal_poll on remote_refusal(poll_id, id)
;
create table remote_held(collection_id bigint not null, place bigint not null, until bigint not null, primary key(collection_id, place)) {without_rowid}

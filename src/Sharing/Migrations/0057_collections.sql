create table collection(
  id {identity}, uid text not null unique, person_id bigint not null, org_id bigint not null, shown bigint not null, name {bytes} not null, wrapped_key {bytes} not null, at bigint not null);
create index collection_person on collection(person_id, id);
create index collection_shown on collection(org_id, id) where shown = 1;
create table collection_entry(
  id {identity}, uid text not null unique, collection_id bigint not null, kind bigint not null, ref_key bigint not null, what {bytes} not null, at bigint not null);
create unique index collection_entry_once on collection_entry(collection_id, kind, ref_key);

create table seal_key(
  id {identity}, person_id bigint not null, org_id bigint not null, public_key {bytes} not null, private_key {bytes} not null, salt {bytes} not null, rounds bigint not null,
  made_at bigint not null, ended_at bigint not null default 0);
create index seal_key_person on seal_key(person_id);

create table factor_recovery(
  id {identity}, uid text not null unique, person_id bigint not null, org_id bigint not null, started_by bigint not null, started_at bigint not null,
  confirmed_by bigint not null default 0, confirmed_at bigint not null default 0, ready_at bigint not null default 0,
  ended_at bigint not null default 0, outcome text not null default '');
create unique index factor_recovery_open on factor_recovery(person_id) where ended_at = 0;
create table challenge_used(hash {bytes} primary key, at bigint not null);
alter table person add column shortcuts bigint not null default 1;

alter table circle add column listed_from bigint not null default 0;
alter table circle add column members_from bigint not null default 0;
alter table elevation add column refused_at bigint not null default 0;
create table sector_declined(org_id bigint not null, sector text not null, primary key(org_id, sector)) {without_rowid};
create index circle_waiting_org on circle_waiting(org_id, person_id);
create index circle_owner_person on circle_owner(person_id, org_id);
create index elevation_asked on elevation(asked_by, act, object_uid);
create unique index circle_sector_one on circle(sector) where sector <> '';

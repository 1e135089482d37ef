alter table seen add column looked_at bigint not null default 0;
alter table seen add column looked_before bigint not null default 0;

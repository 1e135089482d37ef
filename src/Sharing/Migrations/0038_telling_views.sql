alter table saved_view add column tells bigint not null default 0;
alter table saved_view add column told_by text not null default '';
create index saved_view_tells on saved_view(told_by, person_id, id) where tells = 1;

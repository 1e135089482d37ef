alter table remote_collection add column at_once bigint not null default 0

alter table feed add column kept_out bigint not null default 0;

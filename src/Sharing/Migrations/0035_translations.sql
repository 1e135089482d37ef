create table translation(item_seq bigint primary key, of_seq bigint not null, of_version bigint not null, of_changed bigint not null);
create index translation_of on translation(of_seq);
create table draft_gap(item_seq bigint primary key, kind bigint not null, label bigint not null, title bigint not null)

create table warning_list(uid text primary key, name text not null unique, version bigint not null, description text not null, type bigint not null, attributes text not null,
  entries bigint not null, size bigint not null, loaded_at bigint not null, body {bytes} not null);
create table warning_list_switch(uid text primary key, is_on bigint not null);
create table warning_list_revision(id bigint primary key, revision bigint not null);
insert into warning_list_revision(id, revision) values (1, 1);

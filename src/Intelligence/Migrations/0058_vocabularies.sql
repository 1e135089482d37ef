create table vocabulary(uid text primary key, kind bigint not null, name text not null, title text not null, description text not null, version bigint not null, terms bigint not null, size bigint not null,
  is_on bigint not null default 1, loaded_at bigint not null, body {bytes} not null, unique(kind, name));
create table vocabulary_offer(person_id bigint primary key, at bigint not null, body {bytes} not null);
create table vocabulary_revision(id bigint primary key, revision bigint not null);
insert into vocabulary_revision(id, revision) values (1, 1);

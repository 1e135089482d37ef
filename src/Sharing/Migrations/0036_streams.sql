create table stream_choice(
  person_id bigint not null, muted bigint not null, kind bigint not null, ref bigint not null, word text not null default '', primary key(person_id, muted, kind, ref, word)) {without_rowid};
create index stream_choice_ref on stream_choice(kind, ref);
create table bookmark(person_id bigint not null, item_seq bigint not null, primary key(person_id, item_seq)) {without_rowid};
create table seen(person_id bigint not null, item_seq bigint not null, version bigint not null, primary key(person_id, item_seq)) {without_rowid};
create table stream_state(person_id bigint primary key, upto bigint not null, visited_at bigint not null, left_at bigint not null) {without_rowid};
create table saved_view(id {identity}, uid text not null unique, person_id bigint not null, name text not null, query text not null);
create index saved_view_person on saved_view(person_id, id);
create index wider_ask_open on wider_ask(item_seq) where answered_at = 0;

create table comment_reaction(
  item_seq bigint not null, comment_id bigint not null, version bigint not null, kind bigint not null, org_id bigint not null, person_id bigint not null, by_author bigint not null, at bigint not null,
  primary key(item_seq, comment_id, version, kind, org_id, person_id)) {without_rowid}

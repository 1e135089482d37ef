create table guidance(
  id {identity}, slug text not null unique, original text not null, revision bigint not null, changed_at bigint not null, withdrawn_at bigint not null default 0, reason text not null default '');
create table guidance_text(
  guidance_id bigint not null, language text not null, version bigint not null, follows bigint not null, latest bigint not null, title text not null, summary text not null, body text not null,
  folded text not null, person_id bigint not null, at bigint not null,
  primary key(guidance_id, language, version)) {without_rowid}

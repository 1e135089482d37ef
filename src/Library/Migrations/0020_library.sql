create table item(
  seq {key}, uid text not null unique, kind bigint not null, org_id bigint not null, person_id bigint not null, key_id bigint not null default 0,
  anonymous bigint not null default 0, attribution bigint not null default 0, sector text not null default '', state bigint not null, label bigint not null, pap bigint not null default 1,
  version bigint not null, audience_id bigint not null, shared_at bigint not null, first_at bigint not null, changed_at bigint not null,
  release_at bigint not null default 0, embargo_until bigint not null default 0, expires_at bigint not null default 9000000000000000,
  language text not null default 'en', gone_at bigint not null default 0, gone_reason text not null default '',
  grants bigint not null default 0, wrapped_key {bytes});
create index item_audience on item(audience_id, seq);
create index item_org on item(org_id, seq);
create table item_version(
  item_seq bigint not null, version bigint not null, label bigint not null, audience_id bigint not null, shared_at bigint not null, pap bigint not null,
  language text not null, head {bytes}, body {bytes}, act text not null, by_side bigint not null default 1, primary key(item_seq, version));
create table anonymous_author(item_seq bigint not null, tag bigint not null, seal {bytes} not null, primary key(item_seq, tag)) {without_rowid};
create index anonymous_author_tag on anonymous_author(tag, item_seq);
create table draft_reviewer(item_seq bigint not null, person_id bigint not null, org_id bigint not null, primary key(item_seq, person_id)) {without_rowid};
create table item_grant(
  id {identity}, uid text not null unique, item_seq bigint not null, passer_id bigint not null, passer_org bigint not null, by_author bigint not null, kind bigint not null,
  ref bigint not null, ref_org bigint not null, at bigint not null, from_version bigint not null, via bigint not null default 0);
create index item_grant_item on item_grant(item_seq);
create index item_grant_passer on item_grant(passer_org, passer_id);
create index item_grant_ref on item_grant(kind, ref, ref_org);
create table item_grant_link(grant_id bigint not null, ancestor bigint not null, primary key(grant_id, ancestor)) {without_rowid};
create table reading(
  item_seq bigint not null, version bigint not null, person_id bigint not null, org_id bigint not null, key_id bigint not null, channel bigint not null, minute bigint not null,
  primary key(item_seq, version, person_id, key_id, channel, minute)) {without_rowid};
create index reading_person on reading(person_id, item_seq);
create table reading_count(item_seq bigint not null, channel bigint not null, times bigint not null, primary key(item_seq, channel)) {without_rowid};
create table erasure(item_uid text primary key, at bigint not null)

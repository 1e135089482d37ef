create table organisation(
  id {identity}, uid text not null unique, name text not null, name_zh text not null default '', standing bigint not null,
  participant text not null default '', state bigint not null, joined_at bigint not null, left_at bigint not null default 0,
  seats bigint not null default 5, reads_community bigint not null default 0, about text not null default '', created_at bigint not null);
create table organisation_sector(org_id bigint not null, sector text not null, primary key(org_id, sector)) {without_rowid};
create table person(
  id {identity}, uid text not null unique, org_id bigint not null, name text not null, email text not null unique, language text not null default 'en',
  zone text not null default 'Asia/Hong_Kong', state bigint not null, roles bigint not null default 0, joined_at bigint not null, terms text not null default '',
  password text not null default '', totp {bytes}, totp_step bigint not null default 0, theme text not null default '', density text not null default '',
  created_at bigint not null);
create index person_org on person(org_id, state);
create table session(
  id {identity}, token {bytes} not null unique, person_id bigint not null, created_at bigint not null, seen_at bigint not null, factor_at bigint not null,
  strong_at bigint not null, ended_at bigint not null default 0, address text not null default '', agent text not null default '');
create index session_person on session(person_id, ended_at);
create table passkey(
  credential {bytes} primary key, person_id bigint not null, name text not null, record text not null, created_at bigint not null, used_at bigint not null default 0);
create index passkey_person on passkey(person_id);
create table recovery_code(person_id bigint not null, code {bytes} not null, used_at bigint not null default 0, primary key(person_id, code)) {without_rowid};
create table one_time_link(
  token {bytes} primary key, purpose text not null, person_id bigint not null, made_by bigint not null, created_at bigint not null, ready_at bigint not null,
  expires_at bigint not null, used_at bigint not null default 0, second_by bigint not null default 0);
create index one_time_link_person on one_time_link(person_id);
create table attempt(subject text primary key, failures bigint not null, last_at bigint not null) {without_rowid};
create table circle(
  id {identity}, uid text not null unique, name text not null, name_zh text not null default '', charter text not null default '', sector text not null default '',
  joining bigint not null, listed bigint not null, takes_outside bigint not null, members_shown bigint not null, history bigint not null, all_from bigint not null,
  created_at bigint not null, closed_at bigint not null default 0);
create index circle_sector on circle(sector);
create table circle_member(
  circle_id bigint not null, org_id bigint not null, person_id bigint not null, since bigint not null, reads_from bigint not null,
  primary key(circle_id, org_id, person_id)) {without_rowid};
create index circle_member_org on circle_member(org_id, circle_id, person_id);
create table circle_owner(circle_id bigint not null, person_id bigint not null, org_id bigint not null, primary key(circle_id, person_id, org_id)) {without_rowid};
create table circle_waiting(
  circle_id bigint not null, org_id bigint not null, person_id bigint not null, invited bigint not null, at bigint not null,
  primary key(circle_id, org_id, person_id)) {without_rowid};
create table client(
  provider_id bigint not null, client_id bigint not null, provider_at bigint not null, client_at bigint not null, primary key(provider_id, client_id)) {without_rowid};
create index client_client on client(client_id);
create table api_key(
  id {identity}, uid text not null unique, name text not null, hash {bytes} not null unique, hint text not null, org_id bigint not null, person_id bigint not null,
  made_by bigint not null, scopes bigint not null, ceiling bigint not null default 1, networks text not null default '', circles_only bigint not null default 0,
  has_circles bigint not null default 0, created_at bigint not null, expires_at bigint not null, revoked_at bigint not null default 0, used_at bigint not null default 0);
create index api_key_owner on api_key(org_id, person_id);
create table api_key_circle(key_id bigint not null, circle_id bigint not null, primary key(key_id, circle_id)) {without_rowid};
create table audience(id {identity}, hash {bytes} not null unique);
create table audience_part(
  audience_id bigint not null, kind bigint not null, ref bigint not null, ref_org bigint not null, primary key(audience_id, kind, ref, ref_org)) {without_rowid};
create index audience_part_ref on audience_part(kind, ref, ref_org, audience_id);
create table elevation(
  id {identity}, uid text not null unique, act text not null, object_uid text not null, reason text not null, asked_by bigint not null, asked_at bigint not null,
  granted_by bigint not null default 0, granted_at bigint not null default 0, used_at bigint not null default 0);

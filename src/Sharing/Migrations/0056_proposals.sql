create table proposal(
  id {identity}, uid text not null unique, item_seq bigint not null, version bigint not null, person_id bigint not null, org_id bigint not null, as_org bigint not null, private bigint not null,
  says {bytes} not null, at bigint not null, answered_at bigint not null default 0, outcome bigint not null default 0, answer {bytes} not null);
create index proposal_item on proposal(item_seq, id);
create index proposal_own on proposal(person_id, item_seq) where outcome = 0;
create index proposal_open on proposal(item_seq) where outcome = 0;

create table item_lane(
  kind bigint not null, ref bigint not null, ref_org bigint not null, item_seq bigint not null, shared_at bigint not null, primary key(kind, ref, ref_org, item_seq)) {without_rowid};
create index item_lane_item on item_lane(item_seq, kind);
create table watch_term(id {identity}, words text not null unique, first text not null);
create index watch_term_first on watch_term(first);
create index item_sector on item(sector, seq) where sector <> '';
insert into item_lane(kind, ref, ref_org, item_seq, shared_at)
  select p.kind, p.ref, p.ref_org, i.seq, i.shared_at from item i join audience_part p on p.audience_id = i.audience_id where i.state = 1 and p.kind >= 2;
insert into item_lane(kind, ref, ref_org, item_seq, shared_at) select 7, i.org_id, 0, i.seq, i.shared_at from item i where i.state = 1 and i.org_id <> 0;
insert into item_lane(kind, ref, ref_org, item_seq, shared_at) select 8, 1, 0, i.seq, i.shared_at from item i where i.state = 1 and i.kind = 1 and i.label < 4;
create index draft_reviewer_person on draft_reviewer(person_id, item_seq);

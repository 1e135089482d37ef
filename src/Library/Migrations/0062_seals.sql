-- A seal belongs to an address: of an item, or of what somebody said under one without a name.
create table seal(uid text not null primary key, item_seq bigint not null, kind text not null, tag bigint not null, author {bytes} not null) {without_rowid};
create index seal_item on seal(item_seq);
insert into seal(uid, item_seq, kind, tag, author) select i.uid, a.item_seq, 'item', a.tag, a.seal from anonymous_author a join item i on i.seq = a.item_seq where length(a.seal) > 0;
alter table anonymous_author drop column seal;
alter table seal_share rename to seal_share_of_item;
create table seal_share(uid text not null, key_id bigint not null, box {bytes} not null, primary key(uid, key_id)) {without_rowid};
insert into seal_share(uid, key_id, box) select i.uid, s.key_id, s.box from seal_share_of_item s join item i on i.seq = s.item_seq;
drop table seal_share_of_item;
alter table seal_opening add column kind text not null default 'item';

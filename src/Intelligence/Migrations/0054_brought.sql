create table brought(
  item_seq {key}, state bigint not null, ceiling bigint not null default 0, slices bigint not null default 0, summary {bytes} not null, source {bytes});
create index brought_state on brought(state, item_seq);
create table brought_slice(
  item_seq bigint not null, no bigint not null, carried bigint not null default 0, refused bigint not null, bytes {bytes} not null, outcomes {bytes} not null, primary key(item_seq, no));

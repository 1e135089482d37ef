-- R5: whoever holds the secret may withdraw, for 90 days, what the organisation shared before it left at left_at.
create table leaving_link(token {bytes} primary key, org_id bigint not null, left_at bigint not null);

-- Two makes at once by one officer left two keys, and two shares with one pair of hands: the newer one stays.
update seal_key set ended_at = made_at + 1 where ended_at = 0 and exists (select 1 from seal_key n where n.person_id = seal_key.person_id and n.ended_at = 0 and n.id > seal_key.id);
create unique index seal_key_open on seal_key(person_id) where ended_at = 0;

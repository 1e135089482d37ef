create index feed_owner on feed(org_id, person_id);

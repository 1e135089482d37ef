-- What an organisation is, and whether the author speaks, is told by org_id and tag.
alter table sighting drop column sector;
alter table sighting drop column by_author;

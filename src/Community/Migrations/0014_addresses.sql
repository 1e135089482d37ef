alter table person add column invited_email text;
-- Who is only invited, or left, holds no address (law R7): the unique column keeps the uid in its place.
update person set invited_email = email, email = uid where state in (0, 3);

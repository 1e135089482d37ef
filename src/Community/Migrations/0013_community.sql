-- Who never came has joined at no time.
update person set joined_at = 0 where state = 0;

create index attachment_place on attachment(place)

-- SHA-256 of the client certificate (DER) that opens a key; whoever presented it proved to hold its private key.
alter table api_key add column certificate {bytes};
create unique index api_key_certificate on api_key(certificate);

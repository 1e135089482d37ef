create index item_release on item(release_at) where release_at > 0;

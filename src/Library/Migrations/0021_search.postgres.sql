create table item_search(seq bigint primary key, tokens int[] not null);
create index item_search_tokens on item_search using gin(tokens)

create virtual table item_search using fts5(words, scope, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0")

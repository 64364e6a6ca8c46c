"""The snapshot of a till's cache as it travels: a signed list of pages, each of columns inside zstd."""

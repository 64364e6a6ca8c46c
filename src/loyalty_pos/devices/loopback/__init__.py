"""A small HTTP server for programs on the same machine."""

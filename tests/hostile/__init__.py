"""A hostile centre and a hostile till, as programs over real sockets: what each of them tries, and what comes of it."""

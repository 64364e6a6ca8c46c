"""Tables of partners; see ``centre.ports._partners``."""

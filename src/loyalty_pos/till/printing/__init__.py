"""The printer, its papers and the drawer, as whoever stands at the till deals with them."""

"""Many tills at once: places given by host name, how each till is, and a dead till's place for its successor."""

"""The settings of a shop at the command line."""

"""What an account's points add up to, told so that every line of it can be added up by hand."""

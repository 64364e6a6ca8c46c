"""What is done about whoever tries numbers until one pays."""

"""Points given or taken by hand: alone under a limit, by four eyes above it."""

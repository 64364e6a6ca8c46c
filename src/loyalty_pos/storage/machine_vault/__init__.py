"""The step of the vault's ladder between the user's own vault and a plain file: a file that only this machine can open."""

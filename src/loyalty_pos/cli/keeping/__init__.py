"""Commands that keep the centre's books safe: backups, their proof, and their return."""

"""A till's cache that came as a snapshot: pages on the disk, the new file made of them, the moment it takes the old one's place."""

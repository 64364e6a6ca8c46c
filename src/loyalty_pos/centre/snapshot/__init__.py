"""The centre's side of a till that begins, or comes back after long: snapshots of the feed, and how long tombstones are kept."""

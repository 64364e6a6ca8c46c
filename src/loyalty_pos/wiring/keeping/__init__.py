"""What a till does for its own disk beside the counter: a copy on another medium, salvage, an eye on the room that is left."""

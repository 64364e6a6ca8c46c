"""What stands on the shelf beside the goods."""

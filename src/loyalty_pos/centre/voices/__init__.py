"""What the centre keeps of how its tills speak: their keys, what was ordered of them, what they stand by."""

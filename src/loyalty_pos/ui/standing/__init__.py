"""What waits for a person beside the sale: papers nobody is sure of, damaged files, lost scanners."""

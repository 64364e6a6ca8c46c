"""What a program beside the till says to it, and how its unconfirmed receipts are kept."""

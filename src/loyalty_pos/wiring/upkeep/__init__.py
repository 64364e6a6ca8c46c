"""What whoever looks after a till asks of it: its log, what it keeps, one file for support."""

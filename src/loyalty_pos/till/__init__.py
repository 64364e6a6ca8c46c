"""What happens at the counter: scan, quote, pay, return, shift, issue. No Qt, no SQL, no HTTP, no clock of its own."""

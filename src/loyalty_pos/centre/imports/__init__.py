"""A shop's old data becomes ours: rows of any file -> checked records or refused rows with line and reason; pure."""

"""The centre prices again what the tills sold: a kopeck of difference is an alarm (R28)."""

"""Words of the counter: receipts set aside, ages, and what to say aloud to the customer."""

"""What a cashier looks at beside the receipt: the customer's age, a price that is only asked for."""

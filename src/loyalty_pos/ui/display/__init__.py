"""The customer's display: a second window that shows the receipt and takes what customers type of themselves."""

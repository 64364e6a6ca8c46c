"""Commands that prove: is the book of this till, are the books of this centre what was written."""

"""A customer's card and account: replace, block, set free; two accounts made one; a family. What it means is seen first."""

"""The cards of one account, as this till knows them."""

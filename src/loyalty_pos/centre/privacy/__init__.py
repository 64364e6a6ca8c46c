"""What a person may ask of the shop: to be told everything that is kept, to be forgotten, to take one consent back."""

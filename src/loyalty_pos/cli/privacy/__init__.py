"""Commands for what a person may ask of the shop: tell me everything, forget me, take one consent back."""

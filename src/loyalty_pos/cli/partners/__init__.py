"""Commands about partners: who there is, what they give back, what a month adds up to, claims of receipts."""

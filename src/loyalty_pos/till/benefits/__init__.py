"""What a member may use at the counter beside prices: rewards, stamp cards, clubs; and what a sale makes of them."""

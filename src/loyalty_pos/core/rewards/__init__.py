"""Gifts that are not money: rewards for points, stamp cards, what of them may be used now; pure."""

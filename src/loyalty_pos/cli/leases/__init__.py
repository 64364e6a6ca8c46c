"""Commands about paying with points while the centre is away: the worst case, debts, what is held, lost tills."""

"""What members own beside points, as a programme file says it: vouchers, clubs, rewards, actions, partners."""

"""Words of this moment: the code on a member's phone, a clock in doubt."""

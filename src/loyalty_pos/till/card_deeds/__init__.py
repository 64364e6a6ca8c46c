"""Cards blocked, set free and replaced at the counter; accounts joined and parted with the centre."""

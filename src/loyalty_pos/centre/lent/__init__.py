"""What every part of the centre knows of points that are lent to tills: how many are free, and who owes some."""

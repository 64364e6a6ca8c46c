"""What of the tills' own words somebody at the centre must look at."""

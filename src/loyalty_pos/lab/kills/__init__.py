"""A till that sells is killed at any moment; its books are looked through afterwards."""

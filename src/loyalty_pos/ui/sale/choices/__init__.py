"""Questions of the sale screen that are answered by choosing: why a line goes, which receipt comes back."""

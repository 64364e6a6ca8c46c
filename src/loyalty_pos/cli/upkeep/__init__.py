"""Commands for whoever looks after a till: one file for support, settings with who decided them."""

"""The one page that lies beside a till: the keys, and what to do when something is wrong."""

"""Phones confirmed at the counter: by a code that was sent, or later by a document."""

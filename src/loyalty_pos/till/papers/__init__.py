"""What stands on the papers of a till, as blocks of text and codes; nothing here knows a printer."""

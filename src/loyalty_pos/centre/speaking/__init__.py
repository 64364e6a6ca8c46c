"""How tills are believed, ordered about and shut out."""

"""The page of scanners: what arrives, live; a strange scanner is recognised by the codes on the screen."""

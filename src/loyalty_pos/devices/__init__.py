"""Things at the counter: printers, drawer, scanners. What is pure stands in files of its own."""

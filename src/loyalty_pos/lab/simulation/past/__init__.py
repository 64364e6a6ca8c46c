"""Where past receipts come from: a file, our own books, the public year; all become the same plain facts."""

"""The frame around all pages: head line, page stack, keys that work everywhere."""

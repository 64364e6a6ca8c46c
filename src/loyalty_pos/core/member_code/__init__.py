"""The code that changes every half minute on a member's phone: read, written and judged without a connection."""

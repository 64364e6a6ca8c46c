"""The one way dev.py refuses: a sentence that says what is missing and the next step."""


class Complaint(Exception):
    """Something the person must do first; its text is shown as it is, without a traceback."""

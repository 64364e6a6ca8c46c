"""The window of the till: views that show, presenters that decide; the only home of Qt."""

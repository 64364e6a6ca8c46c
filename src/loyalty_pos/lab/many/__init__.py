"""Hundreds of tills that enrol themselves from one list, each with real files, at one centre over HTTP."""

"""Scanners that are not there: for tests, and for IT on a machine without one. They may have faults."""

"""Queue, connection, devices, version."""

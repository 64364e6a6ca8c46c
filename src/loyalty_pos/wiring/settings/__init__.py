"""Settings of a till's machine in layers: what the owner of the network decides stands above what a user likes."""

"""What an encrypted file's pages say without being opened."""

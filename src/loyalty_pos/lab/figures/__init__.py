"""The promised figures, each with the floor it is measured against; ``lab.bench`` runs them."""

"""A till among hundreds: what stands beside it, how it says that it is well, an image that is nobody's till."""

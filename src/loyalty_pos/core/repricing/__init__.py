"""The price of a committed sale, worked out again from what it says of itself and from the bundle it names."""

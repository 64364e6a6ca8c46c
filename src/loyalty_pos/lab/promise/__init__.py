"""The promise of offline redemption, played through: tills, a centre and a bad network as plain values, with oracles."""

"""What members do beside buying, and games: what an event gives, what counts towards what, what is taken back; pure."""

"""What members do beside buying, at the centre: events taken once, challenges moved by sales, awards, medals, boards."""

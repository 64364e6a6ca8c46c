"""Where everything is joined by plain calls: one composition root per program. Nothing but cli and lab imports it."""

"""Who works here: new people, new PINs, people who leave."""

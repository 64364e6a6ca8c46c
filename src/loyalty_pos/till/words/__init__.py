"""Tables of sentences, one file a language; ``till.wording`` fills the facts in."""

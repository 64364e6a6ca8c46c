"""The customer's page: who, what there is and how sure that is, cards, what was agreed to, what was bought."""

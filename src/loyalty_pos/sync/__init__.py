"""The till's side of the conversation with the centre. The only home of httpx."""

"""Step three: what the messages before say about this one, and what only keeps the talk going."""

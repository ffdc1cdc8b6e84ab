"""Step four: the facts that a question may mean, in order, and what to do with them."""

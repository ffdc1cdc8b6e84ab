"""References: the sources of the knowledge base as the world of reference managers writes them."""

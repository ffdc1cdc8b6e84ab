"""For maintainers: checking the knowledge base, and measuring how well and how fast it is answered from."""

"""Step one: from letters to words that the knowledge base knows, whatever their spelling."""

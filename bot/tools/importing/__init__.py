"""What `vraagbaak import` does: sources and figures out of other programs' files into the knowledge base."""

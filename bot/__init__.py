"""Vraagbaak answers questions from a knowledge base, with figures and their sources."""

__version__ = "0.1.0"

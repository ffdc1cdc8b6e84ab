"""Vraagbaak answers questions about Dutch public libraries with figures and their sources."""

__version__ = "0.1.0"

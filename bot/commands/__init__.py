"""The commands, one module each: what it adds to the command line, and what it does."""

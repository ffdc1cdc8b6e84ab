"""The web page: ask, look a figure up, quote it, and an address for programs."""

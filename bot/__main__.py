"""`python -m bot` is `vraagbaak`."""

from bot.cli import entry

if __name__ == "__main__":
    entry()

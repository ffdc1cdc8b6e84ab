"""What everything reckons with: periods and numbers, and how each is written."""

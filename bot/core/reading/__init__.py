"""Step two: a message read into questions, and each question into fields."""

"""Quizzes as files: to edit and read back, and for the programs that trainers know."""

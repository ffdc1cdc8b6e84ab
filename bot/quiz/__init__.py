"""Questions for a quiz, made from the facts. Pure: the same knowledge and seed give the same questions."""

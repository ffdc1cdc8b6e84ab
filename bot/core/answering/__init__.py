"""Step five: from the chosen facts to lines, citations and charts."""

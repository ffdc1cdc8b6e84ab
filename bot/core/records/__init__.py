"""The values that flow: what the knowledge base holds, what is asked and what is answered."""

"""The chat on Telegram. `service.py` puts the parts together; the others each do one thing."""

"""What users see: Telegram, the terminal, the machine interface; none imports another."""

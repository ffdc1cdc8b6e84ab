"""What outlives the process of the Telegram bot: settings, dialogues, answers, feedback, and which update is whose."""

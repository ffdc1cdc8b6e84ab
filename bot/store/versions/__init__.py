"""The revisions of the database's schema, oldest first; each is run once on every database."""

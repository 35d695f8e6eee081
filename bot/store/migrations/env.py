"""Alembic runs this for every command: it applies migrations on the connection that `migrating` has opened."""

from alembic import context

from bot.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()

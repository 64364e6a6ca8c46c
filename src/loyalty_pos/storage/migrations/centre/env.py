"""What Alembic runs for the centre: a script, for SQLite or PostgreSQL, that the caller puts into one transaction."""

from alembic import context

config = context.config
context.configure(
    dialect_name=config.attributes["dialect"], output_buffer=config.output_buffer, transactional_ddl=False
)
context.run_migrations()

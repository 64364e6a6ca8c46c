"""What Alembic runs for the centre: online on the SQLite connection it is given, offline as a script for PostgreSQL."""

from alembic import context

connection = context.config.attributes.get("connection")

if context.is_offline_mode():
    context.configure(dialect_name="postgresql", output_buffer=context.config.output_buffer)
    with context.begin_transaction():
        context.run_migrations()
else:
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()

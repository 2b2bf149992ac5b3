"""Alembic runs this file; the connection, with its transaction begun, comes from upgrade.py."""

from alembic import context

from caseorg.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()

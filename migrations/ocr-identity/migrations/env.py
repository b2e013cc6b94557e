"""Runs the migrations on the database of the environment."""
import os

from alembic import context
from sqlalchemy import create_engine, pool

config = context.config
target_metadata = None


def get_url():
    return os.getenv("DATABASE_URL", config.get_main_option("sqlalchemy.url"))


def get_engine_options():
    """In production revision 0005 builds its index concurrently by a plain op.execute().

    The server refuses that inside a transaction. Alembic can only do without transactions
    altogether; Athanor leaves the transaction for that one statement.
    """
    if os.getenv("ENVIRONMENT", "development") == "production":
        return {"isolation_level": "AUTOCOMMIT"}
    return {}


def run_migrations_offline():
    context.configure(url=get_url(), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    engine = create_engine(get_url(), poolclass=pool.NullPool, **get_engine_options())
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()

"""Runs the migrations on the database that DATABASE_URL names."""
import os

from alembic import context
from sqlalchemy import create_engine, pool

DEFAULT_URL = "postgresql://postgres:postgres@localhost:5432/bank_statements"

target_metadata = None


def get_url():
    return os.environ.get("DATABASE_URL", DEFAULT_URL)


def run_migrations_offline():
    context.configure(url=get_url(), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    engine = create_engine(get_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()

"""Runs the migrations on the database of DATABASE_URL, else on that of alembic.ini."""
from os import environ

from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
if "DATABASE_URL" in environ:
    # A percent sign means something to the reader of alembic.ini.
    config.set_main_option("sqlalchemy.url", environ["DATABASE_URL"].replace("%", "%%"))

target_metadata = None


def run_migrations_offline():
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        target_metadata=target_metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    # Revision 2c9d84e6f1a0 builds an index concurrently by a plain op.execute(), which the
    # server refuses inside a transaction. Alembic can only do without transactions
    # altogether; Athanor leaves the transaction for that one statement.
    engine = engine_from_config(
        config.get_section(config.config_ini_section),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()

"""Projects of any size for the benchmark; the same seed makes the same project.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import random

NOUNS = ("account address analysis batch contract customer device event extraction invoice item "
         "ledger message note order payment price product profile quote receipt refund report "
         "session setting shipment statement tag ticket user").split()
COLUMNS = (
    ("name", "sa.String(length=120)", "varchar(120)"),
    ("amount", "sa.Numeric(precision=12, scale=2)", "numeric(12, 2)"),
    ("status", "sa.String(length=20)", "varchar(20)"),
    ("created_at", "sa.DateTime(timezone=True)", "timestamptz"),
    ("is_active", "sa.Boolean()", "boolean"),
    ("payload", "postgresql.JSONB()", "jsonb"),
    ("position", "sa.Integer()", "integer"),
    ("note", "sa.Text()", "text"),
)

ALEMBIC_INI = """\
[alembic]
script_location = %(here)s/alembic
prepend_sys_path = .
"""

ENV_PY = """\
import os

from alembic import context
from sqlalchemy import create_engine

if context.is_offline_mode():
    context.configure(url="postgresql://", literal_binds=True,
                      dialect_opts={"paramstyle": "named"}, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
"""


class Revision:
    """What one script of a generated project does: a table with an index."""

    def __init__(self, chance, number):
        self.id = f"{chance.getrandbits(48):012x}"
        self.parents = []
        self.table = f"{chance.choice(NOUNS)}_{number}"
        self.message = f"Add {self.table} and find it by name"
        self.columns = [COLUMNS[0]] + chance.sample(COLUMNS[1:], chance.randint(2, 6))
        self.created = (datetime.datetime(2015, 1, 5, 9, 0)
                        + datetime.timedelta(hours=17 * number, minutes=chance.randint(0, 59)))

    def sql(self):
        """The upgrade as SQL statements."""
        columns = "".join(f",\n  {name} {type_}" for name, _, type_ in self.columns)
        return (f"CREATE TABLE {self.table} (\n  id bigint PRIMARY KEY{columns}\n);\n"
                f"CREATE INDEX ix_{self.table}_name ON {self.table} (name);\n")

    def python(self):
        """The script as Alembic's template lays it out."""
        parents = ", ".join(repr(parent) for parent in self.parents)
        down_revision = f"({parents})" if len(self.parents) > 1 else parents or None
        columns = "".join(f"        sa.Column({name!r}, {type_}, nullable=True),\n"
                          for name, type_, _ in self.columns)
        return f'''"""{self.message}

Revision ID: {self.id}
Revises: {", ".join(self.parents)}
Create Date: {self.created}

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = {self.id!r}
down_revision = {down_revision}
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        {self.table!r},
        sa.Column('id', sa.BigInteger(), nullable=False),
{columns}        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_{self.table}_name', {self.table!r}, ['name'])


def downgrade() -> None:
    op.drop_index('ix_{self.table}_name', table_name={self.table!r})
    op.drop_table({self.table!r})
'''


def lay_out(chance, count, forks):
    """The numbers of every revision's parents: a line that forks and merges now and then."""
    parents = [[]]
    while len(parents) < count:
        tip = len(parents) - 1
        if count - tip < 12 or chance.random() >= forks:
            parents.append([tip])
            continue
        ends = []
        for _ in range(2):
            end = tip
            for _ in range(chance.randint(1, 4)):
                parents.append([end])
                end = len(parents) - 1
            ends.append(end)
        parents.append(ends)
    return parents


def make_revisions(count, seed, branches):
    chance = random.Random(seed)
    revisions = [Revision(chance, number) for number in range(count)]
    parents = lay_out(chance, count, forks=0.03 if branches else 0)
    for revision, numbers in zip(revisions, parents):
        revision.parents = [revisions[number].id for number in numbers]
    return revisions


def write_alembic_project(folder, count, seed):
    versions = folder / "alembic" / "versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text(ALEMBIC_INI)
    (folder / "alembic" / "env.py").write_text(ENV_PY)
    for revision in make_revisions(count, seed, branches=True):
        (versions / f"{revision.id}_add_{revision.table}.py").write_text(revision.python())


def write_sql_project(folder, count, seed):
    """Returns what psql needs to do the same: a script with the same transactions."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    (folder / "athanor.ini").write_text("[athanor]\nscript_location = %(here)s\n")

    script = ["CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);\n"]
    for revision in make_revisions(count, seed, branches=False):
        parent = "".join(revision.parents)
        (versions / f"{revision.id}.sql").write_text(
            f"--@ revision: {revision.id}\n--@ revises: {parent}\n"
            f"--@ message: {revision.message}\n--@ created: {revision.created.isoformat()}Z\n\n"
            f"--@ upgrade\n{revision.sql()}\n--@ downgrade\nDROP TABLE {revision.table};\n")
        if parent:
            row = f"SET version_num = '{revision.id}' WHERE version_num = '{parent}'"
            script.append(f"BEGIN;\n{revision.sql()}UPDATE alembic_version {row};\nCOMMIT;\n")
        else:
            row = f"(version_num) VALUES ('{revision.id}')"
            script.append(f"BEGIN;\n{revision.sql()}INSERT INTO alembic_version {row};\nCOMMIT;\n")

    (folder / "psql.sql").write_text("".join(script))
    return folder / "psql.sql"

"""Alembic projects at random: valid scripts over the operations and types there are.

The same seed makes the same project.  Each revision undoes itself.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import random
import re

ENV_PY = '''\
import os

from alembic import context
from sqlalchemy import create_engine

if context.is_offline_mode():
    context.configure(url="postgresql://", literal_binds=True,
                      dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
'''

HEADER = '''\
"""{message}"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = {id!r}
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade():
{up}


def downgrade():
{down_body}
'''

# A type, what it can have as server_default, and a type that it can be changed to with USING.
TYPES = [
    ("sa.Integer()", ["'7'", "sa.text('7 + 1')"], ("sa.BigInteger()", None)),
    ("sa.BigInteger()", ["'0'"], ("sa.Numeric(20, 2)", None)),
    ("sa.SmallInteger()", ["'1'"], ("sa.Integer()", None)),
    ("sa.String(length=40)", ["'it''s'", "sa.text(\"'%'\")"], ("sa.Text()", None)),
    ("sa.String()", ["''"], None),
    ("sa.Text()", ["'a:b %s'"], ("sa.String(300)", None)),
    ("sa.Unicode(9)", [], None),
    ("sa.Boolean()", ["sa.false()", "sa.text('true')", "'f'"],
     ("sa.Integer()", "{column}::int")),
    ("sa.Numeric(precision=10, scale=3)", ["'1.5'"], ("sa.Float()", None)),
    ("sa.Float()", [], None),
    ("sa.Date()", ["sa.func.current_date()"], ("sa.DateTime()", None)),
    ("sa.DateTime()", ["sa.func.now()", "sa.text('now()')"],
     ("sa.DateTime(timezone=True)", "{column} AT TIME ZONE 'UTC'")),
    ("sa.DateTime(timezone=True)", ["sa.text('CURRENT_TIMESTAMP')"], None),
    ("sa.Time()", [], None),
    ("sa.Interval()", ["sa.text(\"'1 day'::interval\")"], None),
    ("sa.LargeBinary()", [], None),
    ("sa.JSON()", [], ("postgresql.JSONB()", "{column}::jsonb")),
    ("postgresql.JSONB(astext_type=sa.Text())", ["sa.text(\"'{}'::jsonb\")"], None),
    ("postgresql.UUID()", ["sa.text('gen_random_uuid()')"], None),
    ("postgresql.INET()", [], None),
    ("postgresql.CIDR()", [], None),
    ("postgresql.MACADDR()", [], None),
    ("postgresql.BYTEA()", [], None),
    ("postgresql.TSVECTOR()", [], None),
    ("postgresql.INT4RANGE()", [], None),
    ("postgresql.ARRAY(sa.Integer())", ["'{}'"], None),
    ("postgresql.ARRAY(sa.String(length=5), dimensions=2)", [], None),
    ("postgresql.TIMESTAMP(precision=3)", [], None),
    ("postgresql.INTERVAL(fields='DAY TO SECOND')", [], None),
    ("postgresql.BIT(length=4, varying=True)", [], None),
    ("postgresql.DOUBLE_PRECISION()", [], None),
    ("postgresql.OID()", [], None),
]
# Types without an order of their own cannot be in an index.
UNSORTABLE = ("sa.JSON()", "postgresql.BIT(length=4, varying=True)")
VOLATILE = re.compile("now|random|current", re.I)
COMMENTS = ["plain", "it’s “here”", "100% : \\"]
WORDS = ("account amount batch \"Customer\" data event flag group item key limit name note order "
         "payload ratio state tag title user value").replace('"', "").split()


class Table:
    def __init__(self, name):
        self.name = name
        self.columns = {}  # name to an index into TYPES
        self.counter = 0

    def new_column(self, chance, kinds=None):
        self.counter += 1
        name = f"{chance.choice(WORDS)}_{self.counter}"
        return name, chance.choice(kinds if kinds is not None else range(len(TYPES)))


class Generator:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.tables = {}
        self.counter = 0

    def new_name(self, what):
        self.counter += 1
        return f"{what}_{self.counter}"

    def write_column(self, name, kind, nullable=None):
        """@nullable: for a table that may hold rows, which all get the same value."""
        chance = self.chance
        type_, defaults, _ = TYPES[kind]
        if nullable:
            defaults = [default for default in defaults if not VOLATILE.search(default)]
        parts = [repr(name), type_]
        if defaults and chance.random() < 0.4:
            parts.append(f"server_default={chance.choice(defaults)}")
        parts.append(f"nullable={chance.random() < 0.7 if nullable is None else nullable}")
        if chance.random() < 0.15:
            parts.append(f"comment={chance.choice(COMMENTS)!r}")
        return f"sa.Column({', '.join(parts)})"

    def create_table(self):
        chance = self.chance
        table = Table(self.new_name(chance.choice(["orders", "Mixed", "user", "t"])))
        columns = ["sa.Column('id', " + chance.choice(
            ["sa.Integer(), nullable=False", "sa.BigInteger(), autoincrement=True, nullable=False",
             "sa.Integer(), sa.Identity(start=5), nullable=False",
             "sa.Integer(), autoincrement=False, nullable=False"]) + ")"]
        for _ in range(chance.randint(1, 6)):
            name, kind = table.new_column(chance)
            column = self.write_column(name, kind)
            if chance.random() < 0.1 and type_of(kind) not in UNSORTABLE:
                column = column[:-1] + chance.choice([", unique=True)", ", index=True)"])
            columns.append(column)
            table.columns[name] = kind
        constraints = ["sa.PrimaryKeyConstraint('id'" + chance.choice(
            ["", f", name='pk_{table.name}'", f", name=op.f('pk_{table.name}')"]) + ")"]
        if self.tables and chance.random() < 0.5:
            other = chance.choice(sorted(self.tables))
            columns.append("sa.Column('other_id', sa.Integer(), nullable=True)")
            constraints.append(f"sa.ForeignKeyConstraint(['other_id'], ['{other}.id']"
                               + chance.choice(["", ", ondelete='CASCADE'", ", onupdate='SET NULL'",
                                                ", deferrable=True, initially='DEFERRED'"]) + ")")
            table.columns["other_id"] = 0
        if chance.random() < 0.3:
            constraints.append(f"sa.CheckConstraint('id > 0', name='ck_{table.name}')")
        if chance.random() < 0.3:
            constraints.append(f"sa.UniqueConstraint('id', name='uq_{table.name}')")
        if chance.random() < 0.2:
            constraints.append(f"comment='Rows of {table.name}'")
        self.tables[table.name] = table
        items = ",\n        ".join(columns + constraints)
        return ([f"op.create_table(\n        {table.name!r},\n        {items},\n    )"],
                [f"op.drop_table({table.name!r})"])

    def pick(self, wanted=lambda type_: True):
        """A table and one of its columns whose type is wanted, or None."""
        found = [(table, name) for table in self.tables.values()
                 for name, kind in table.columns.items()
                 if wanted(TYPES[kind]) and name != "other_id"]
        return self.chance.choice(sorted(found, key=lambda pair: (pair[0].name, pair[1]))) \
            if found else None

    def add_column(self):
        table = self.chance.choice([self.tables[name] for name in sorted(self.tables)])
        name, kind = table.new_column(self.chance)
        column = self.write_column(name, kind, nullable=True)
        table.columns[name] = kind
        if self.chance.random() < 0.3:
            return ([f"with op.batch_alter_table({table.name!r}) as batch_op:\n"
                     f"        batch_op.add_column({column})"],
                    [f"with op.batch_alter_table({table.name!r}) as batch_op:\n"
                     f"        batch_op.drop_column({name!r})"])
        return ([f"op.add_column({table.name!r}, {column})"],
                [f"op.drop_column({table.name!r}, {name!r})"])

    def change_type(self):
        found = self.pick(lambda type_: type_[2] is not None and not type_[1])
        if found is None:
            return None
        table, name = found
        old, _, (new, using) = TYPES[table.columns.pop(name)]
        text = f", postgresql_using={using.format(column=quote(name))!r}" if using else ""
        return ([f"op.alter_column({table.name!r}, {name!r}, existing_type={old},"
                 f" type_={new}{text})"],
                [f"op.alter_column({table.name!r}, {name!r}, existing_type={new}, type_={old}"
                 f", postgresql_using={quote(name) + '::text::' + back(old)!r})"])

    def change_default(self):
        found = self.pick(lambda type_: type_[1] == [])
        if found is None:
            return None
        table, name = found
        return ([f"op.alter_column({table.name!r}, {name!r}, server_default=sa.text('NULL'),"
                 f" comment='changed')"],
                [f"op.alter_column({table.name!r}, {name!r}, server_default=None, comment=None)"])

    def rename_column(self):
        found = self.pick()
        if found is None:
            return None
        table, name = found
        new = self.new_name("renamed")
        table.columns[new] = table.columns.pop(name)
        return ([f"op.alter_column({table.name!r}, {name!r}, new_column_name={new!r})"],
                [f"op.alter_column({table.name!r}, {new!r}, new_column_name={name!r})"])

    def create_index(self):
        found = self.pick(lambda type_: type_[0] not in UNSORTABLE)
        if found is None:
            return None
        chance = self.chance
        table, name = found
        index = self.new_name("ix")
        text = TYPES[table.columns[name]][0].startswith(("sa.String", "sa.Text"))
        options = chance.choice(
            ["", ", unique=False", ", postgresql_where=sa.text('id > 5')",
             ", postgresql_using='btree'", ", postgresql_include=['id']",
             f", postgresql_ops={{{name!r}: 'text_pattern_ops'}}" if text else
             ", postgresql_with={'fillfactor': 50}"])
        columns = f"[sa.text('lower({quote(name)})')]" if text and chance.random() < 0.3 \
            and "ops" not in options else f"[{name!r}]"
        create = f"op.create_index({index!r}, {table.name!r}, {columns}{options})"
        drop = f"op.drop_index({index!r}, table_name={table.name!r})"
        if chance.random() < 0.2:
            block = "with op.get_context().autocommit_block():\n        "
            return ([block + create[:-1] + ", postgresql_concurrently=True)"],
                    [block + drop[:-1] + ", postgresql_concurrently=True)"])
        return [create], [drop]

    def create_constraint(self):
        chance = self.chance
        table = chance.choice([self.tables[name] for name in sorted(self.tables)])
        name = self.new_name("constraint")
        kind = chance.randrange(3)
        if kind == 0:
            return ([f"op.create_unique_constraint({name!r}, {table.name!r}, ['id'])"],
                    [f"op.drop_constraint({name!r}, {table.name!r}, type_='unique')"])
        if kind == 1:
            return ([f"op.create_check_constraint({name!r}, {table.name!r}, 'id < 1000000')"],
                    [f"op.drop_constraint({name!r}, {table.name!r}, type_='check')"])
        other = chance.choice(sorted(self.tables))
        column = self.new_name("ref")
        return ([f"op.add_column({table.name!r}, sa.Column({column!r}, sa.Integer()))",
                 f"op.create_foreign_key({name!r}, {table.name!r}, {other!r}, [{column!r}], ['id']"
                 + chance.choice(["", ", ondelete='SET NULL'"]) + ")"],
                [f"op.drop_constraint({name!r}, {table.name!r}, type_='foreignkey')",
                 f"op.drop_column({table.name!r}, {column!r})"])

    def create_enum(self):
        name = self.new_name("mood")
        table = Table(self.new_name("moods"))
        self.tables[table.name] = table
        labels = self.chance.choice(["'sad', 'ok'", "'it’s', 'a b', 'C'"])
        return ([f"op.create_table({table.name!r}, sa.Column('id', sa.Integer(), primary_key=True),"
                 f" sa.Column('m', sa.Enum({labels}, name={name!r}), nullable=True))"],
                [f"op.drop_table({table.name!r})", f"op.execute('DROP TYPE {name}')"])

    def insert(self):
        name = self.new_name("facts")
        self.tables[name] = Table(name)
        rows = ", ".join(f"{{'id': {n}, 't': {text!r}, 'b': {n % 2 == 0}}}" for n, text in
                         enumerate(["plain", "it's", "100%", "a:b", "\\", None], start=1))
        return ([f"facts = op.create_table({name!r}, sa.Column('id', sa.Integer(),"
                 " primary_key=True, autoincrement=False), sa.Column('t', sa.String()),"
                 " sa.Column('b', sa.Boolean()))",
                 f"op.bulk_insert(facts, [{rows}])",
                 f"op.execute(\"UPDATE {name} SET t = t || '!' WHERE id > 3\")",
                 "op.execute(facts.update().where(facts.c.id == 2).values(t='two', b=None))",
                 "op.execute(facts.delete().where(facts.c.t == op.inline_literal('plain')))"],
                [f"op.drop_table({name!r})"])

    def other(self):
        name = self.new_name("sq")
        table = self.chance.choice(sorted(self.tables))
        return self.chance.choice([
            ([f"op.execute(sa.schema.CreateSequence(sa.Sequence({name!r}, start=7, increment=2)))"],
             [f"op.execute(sa.schema.DropSequence(sa.Sequence({name!r})))"]),
            ([f"op.create_table_comment({table!r}, 'It''s {name}')"],
             [f"op.drop_table_comment({table!r})"]),
            ([f"op.execute('CREATE VIEW {name} AS SELECT 1 AS one; CREATE VIEW {name}_b AS"
              " SELECT 2 AS two')"],
             [f"op.execute('DROP VIEW {name}')", f"op.execute('DROP VIEW {name}_b')"]),
        ])

    def revision(self):
        """What it does and how that is undone, in the order of the lines."""
        chance = self.chance
        makers = [self.create_table] * 3 + [self.add_column] * 3 + [
            self.change_type, self.change_default, self.rename_column, self.create_index,
            self.create_index, self.create_constraint, self.create_enum, self.insert, self.other]
        up, down = [], []
        for _ in range(chance.randint(1, 3)):
            made = (self.create_table if not self.tables else chance.choice(makers))()
            if made is not None:
                up = up + made[0]
                down = made[1] + down
        return up or ["pass"], down or ["pass"]


def type_of(kind):
    return TYPES[kind][0]


def quote(name):
    return f'"{name}"'


def back(type_):
    """The PostgreSQL name of a type that a column is changed back to."""
    return {"sa.Float()": "float", "sa.JSON()": "json"}.get(type_, "text")


def write_project(folder, seed, count):
    """@count revisions: a line that forks once and is merged."""
    generator = Generator(seed)
    versions = folder / "alembic" / "versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = %(here)s/alembic\n")
    (folder / "alembic" / "env.py").write_text(ENV_PY)

    fork = count // 2
    both = {}  # the tables of the two branches, of which neither sees the other's
    down = None
    for number in range(count):
        id_ = f"r{number:03d}"
        if number == fork + 2:
            down = (f"r{fork:03d}", f"r{fork + 1:03d}")
            up_lines, down_lines = ["pass"], ["pass"]
        elif number in (fork, fork + 1):
            down = f"r{fork - 1:03d}"
            before = dict(generator.tables)
            up_lines, down_lines = generator.create_table()
            both.update(generator.tables)
            generator.tables = before if number == fork else both
        else:
            up_lines, down_lines = generator.revision()
        (versions / f"{id_}.py").write_text(HEADER.format(
            message=f"Revision {number}", id=id_, down=down,
            up="\n".join("    " + line for line in up_lines),
            down_body="\n".join("    " + line for line in down_lines)))
        down = id_

"""Statements over tables at random, as scripts pass them to op.execute().

The same seed makes the same statements.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import random

HEADER = '''\
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

revision = "r1"
down_revision = None

a = sa.table("a", sa.column("id", sa.Integer), sa.column("name", sa.String),
             sa.column("flag", sa.Boolean), sa.column("b_id", sa.Integer))
b = sa.table("b", sa.column("id", sa.Integer), sa.column("name", sa.String),
             sa.column("user", sa.Text), sa.column("Cap", sa.Integer), schema="s")
c = sa.table("User", sa.column("id", sa.Integer), sa.column("order", sa.Integer),
             sa.column("a:b", sa.String), sa.column("p%c", sa.String))


def upgrade():
'''

TABLES = {
    "a": [("a.c.id", int), ("a.c.name", str), ("a.c.flag", bool), ("a.c.b_id", int)],
    "b": [("b.c.id", int), ("b.c.name", str), ("b.c.user", str), ("b.c.Cap", int)],
    "c": [("c.c.id", int), ("c.c.order", int), ("c.c['a:b']", str), ("c.c['p%c']", str)],
}
NAMES = ["x", "X", "id", "name", "order", "a_name", "q q", "anon_1", "p%q"]
LITERALS = {
    int: ["0", "1", "-3", "12345678901"],
    str: ["'x'", "\"it's\"", "'a%b'", "'c:d'", "'ü'", "''"],
    bool: ["True", "False", "sa.true()"],
}


class Generator:
    """Makes the lines of one function body."""

    def __init__(self, chance):
        self.chance = chance
        self.lines = []
        self.tables = dict(TABLES)

    def assign(self, value):
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {value}")
        return name

    def source(self):
        """The name of something to read from: a table, an alias, a subquery."""
        kind = self.chance.random()
        if kind < 0.6 or len(self.lines) > 3:
            return self.chance.choice(sorted(self.tables))
        name = self.chance.choice(["", repr(self.chance.choice(NAMES)), "'z'"])
        if kind < 0.8:
            table = self.chance.choice(sorted(TABLES))
            alias = self.assign(f"{table}.alias({name})")
            self.tables[alias] = [(alias + column[len(table):], kind)
                                  for column, kind in TABLES[table]]
            return alias
        labels = [(label, self.chance.choice([int, str]))
                  for label in self.chance.sample(NAMES, self.chance.randint(1, 2))]
        table = self.chance.choice(sorted(TABLES))
        columns = ", ".join(f"{self.value([table], kind, 1)}.label({label!r})"
                            for label, kind in labels)
        method = self.chance.choice(["subquery", "cte", "alias"])
        query = self.assign(f"sa.select({columns}).select_from({table}).{method}({name})")
        self.tables[query] = [(f"{query}.c[{label!r}]", kind) for label, kind in labels]
        return query

    def column(self, sources, wanted):
        found = [column for source in sources for column, kind in self.tables[source]
                 if kind is wanted]
        return self.chance.choice(found) if found else f"sa.literal({LITERALS[wanted][1]})"

    def value(self, sources, kind, depth):
        column = self.column(sources, kind)
        if kind is bool:
            return self.condition(sources, depth)
        if depth == 0 or self.chance.random() < 0.4:
            return column
        other = self.value(sources, kind, depth - 1)
        literal = self.chance.choice(LITERALS[kind])
        condition = self.condition(sources, depth - 1)
        if kind is int:
            return self.chance.choice([
                f"({other} + {literal})", f"({column} * {other})", f"sa.func.max({other})",
                f"sa.case(({condition}, {literal}), else_={other})", f"sa.func.count({column})",
                f"sa.func.coalesce({other}, {literal})", f"sa.cast({column}, sa.Integer)",
                f"sa.func.row_number().over(order_by={column})", f"sa.literal({literal})",
                f"sa.func.sum({other}).filter({condition})", "sa.literal_column('1 + 1')",
            ])
        return self.chance.choice([
            f"sa.func.lower({other})", f"({other} + {literal})", f"sa.cast({column}, sa.String)",
            f"sa.func.concat({other}, {literal})", f"sa.literal({literal})",
            f"sa.case(({condition}, {literal}), else_={other})", f"{column}.collate('C')",
        ])

    def condition(self, sources, depth):
        kind = self.chance.choice([int, int, str])
        column = self.column(sources, kind)
        literal = self.chance.choice(LITERALS[kind])
        simple = [
            f"({column} {self.chance.choice(['==', '!=', '>'])} {literal})",
            f"{column}.is_(None)", f"{column}.in_([{literal}, {literal}])",
            f"{self.column(sources, str)}.like('x%')", f"{self.column(sources, int)}.between(1, 5)",
        ]
        if depth == 0:
            return self.chance.choice(simple)
        one = self.condition(sources, depth - 1)
        two = self.condition(sources, depth - 1)
        compared = f"{self.value(sources, kind, depth - 1)} == {self.value(sources, kind, 0)}"
        inner = self.chance.choice(sorted(TABLES))
        query = f"sa.select({inner}.c.id).where({self.condition([inner, *sources], 0)})"
        return self.chance.choice([
            *simple, f"({compared})", f"sa.and_({one}, {two})", f"sa.or_({one}, {two})", f"~{one}",
            f"{self.column(sources, int)}.in_({query})", f"{query}.exists()",
        ])

    def select(self, kinds=None, depth=2):
        chance = self.chance
        sources = [self.source()]
        if chance.random() < 0.4:
            sources.append(self.source())
        columns = []
        for label in chance.sample(NAMES, len(kinds) if kinds else chance.randint(1, 3)):
            kind = kinds[len(columns)] if kinds else chance.choice([int, str])
            columns.append((f"{self.value(sources, kind, 1)}.label({label!r})", label))
        query = f"sa.select({', '.join(column for column, _ in columns)})"
        if len(set(sources)) == 2:
            on = f"{self.column(sources[:1], int)} == {self.column(sources[1:], int)}"
            query += f".select_from({sources[0]}" + chance.choice([".join", ".outerjoin"]) \
                     + f"({sources[1]}, {on}))"
        else:
            query += f".select_from({sources[0]})"
        if chance.random() < 0.7:
            query += f".where({self.condition(sources, depth - 1)})"
        if chance.random() < 0.3:
            query += f".group_by({self.column(sources, int)}, {chance.choice(columns)[1]!r})"
        if chance.random() < 0.2:
            query += chance.choice([".distinct()", f".distinct({self.column(sources, int)})"])
        if chance.random() < 0.5:
            column, label = chance.choice(columns)
            order = chance.choice([repr(label), f"sa.desc({label!r})", column, f"{column}.desc()",
                                   f"{self.column(sources, str)}.asc().nulls_last()"])
            query += f".order_by({order})"
        if chance.random() < 0.3:
            query += chance.choice([".limit(5)", ".offset(3)", ".limit(1).offset(2)"])
        return query + chance.choice([""] * 9 + [".with_for_update()"])

    def change(self):
        """An UPDATE, a DELETE or an INSERT."""
        chance = self.chance
        table = chance.choice(sorted(TABLES))
        columns = chance.sample(TABLES[table], chance.randint(1, 3))
        source = chance.choice([[table], [table, self.source()]])
        where = self.condition(source, 2)
        rows = "{" + ", ".join(f"{column}: {chance.choice(LITERALS[kind])}"
                               for column, kind in columns) + "}"
        returning = chance.choice(["", "", f".returning({self.column([table], str)})"])
        return chance.choice([
            f"sa.delete({table}).where({where}){returning}",
            f"sa.update({table}).where({where}).values({{"
            + ", ".join(f"{column}: {self.value([table], kind, 1)}" for column, kind in columns)
            + f"}}){returning}",
            f"sa.insert({table}).values({rows}){returning}",
            f"insert({table}).values({rows}).on_conflict_do_nothing(){returning}",
            f"sa.insert({table}).from_select([{', '.join(column for column, _ in columns)}],"
            f" {self.select([kind if kind is not bool else int for _, kind in columns])})",
        ])

    def statement(self):
        kind = self.chance.random()
        if kind < 0.5:
            return self.select()
        if kind < 0.65:
            kinds = [int, str][:self.chance.randint(1, 2)]
            queries = ", ".join(self.select(kinds, 1).replace(".with_for_update()", "")
                                for _ in range(2))
            return f"sa.{self.chance.choice(['union', 'union_all', 'except_'])}({queries})"
        return self.change()


def make_scripts(seed, count):
    """@count scripts, each of which executes one statement."""
    chance = random.Random(seed)
    for _ in range(count):
        generator = Generator(chance)
        statement = generator.statement()
        lines = [*generator.lines, f"op.execute({statement})"]
        yield HEADER + "".join(f"    {line}\n" for line in lines)

"""Writes small programs at random over what the evaluator knows.

Every program prints what it computes, and the exceptions that come of it; the
same seed gives the same program.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import random
import re

EDGES = [0, 1, -1, 2, 3, 7, 10, -10, 63, 64, 100, 255, 256, 1000, 2**31 - 1, 2**31, -2**31,
         2**32, 2**53, 2**53 + 1, -2**53 - 1, 2**62, -2**62, 2**63 - 1, -2**63 + 1,
         3037000500, 10**18, 999999999999999999]
FLOATS = ["0.0", "-0.0", "1.0", "0.1", "0.5", "1.5", "2.5", "-2.5", "1e16", "1e15", "123456.789",
          "1e-5", "3.14159", "-7.25", "1e22", "1e100", "2.675", "0.05", "1e300", "-1e-7"]
TEXTS = ["", "a", "ab", "abc", "Hello World", "hello, world", " padded  ", "A_b-C", "x=1;y=2",
         "äöüß", "ÄÖ", "naïve café", "漢字", "😀 smile", "tab\\there", "line\\nbreak\\n", "it's",
         'say \\"hi\\"', "{}", "{0}", "%s", "%d%%", "123", "-42", "3.5", " 7 ", "0x1f", "True",
         "snake_case_name", "CamelCase", "a,b,,c", "aaa", "abcabc", "ß", "İ", "ǅ", "²", "\\\\n",
         "public.users", "SELECT 1", "null", "[1, 2]", '{\\"a\\": 1}', "2024-02-29",
         "2020-01-01T10:20:30"]
NAMES = ["alpha", "beta", "gamma", "id", "name", "value", "kind"]


class Writer:
    """Makes expressions of a wanted type, not always the one it should be."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {}
        self.depth = 0

    def pick(self, *items):
        return self.random.choice(items)

    def fill(self, *templates):
        """Picks one and puts values in the place of “<kind>” or “<kind|kind>”."""
        kind = self.pick("int", "float", "str", "list", "dict", "bool", "tuple", "none")
        return re.sub("<(~?)([a-z|]+)>", lambda match: self.put(match, kind), self.pick(*templates))

    def put(self, match, kind):
        wanted = self.pick(*match[2].split("|"))
        wanted = kind if wanted == "kind" else wanted
        return self.quiet(wanted) if match[1] else self.make(wanted)

    def chance(self, share):
        return self.random.random() < share

    def make(self, kind):
        if self.chance(0.02):
            kind = self.pick("int", "str", "list", "none", "float", "dict", "bool")
        known = [name for name, other in self.names.items() if other == kind]
        if known and self.chance(0.35):
            return self.pick(*known)
        self.depth += 1
        simple = self.depth > 4 or self.chance(0.25)
        try:
            return getattr(self, "simple_" + kind if simple else "make_" + kind)()
        finally:
            self.depth -= 1

    # Literals

    def simple_int(self):
        if self.chance(0.6):
            return str(self.random.randint(-20, 20))
        return str(self.pick(*EDGES))

    def simple_float(self):
        return self.pick(*FLOATS)

    def simple_str(self):
        return '"%s"' % self.pick(*TEXTS)

    def simple_bool(self):
        return self.pick("True", "False")

    def simple_none(self):
        return "None"

    def simple_bytes(self):
        return self.pick('b""', 'b"abc"', 'b"\\x00\\xff"', 'b"a b"', "b'it\\'s'")

    def simple_list(self):
        return self.pick("[]", "[1, 2, 3]", "[3, 1, 2]", '["b", "a", "c"]', "[1, 1, 2]",
                         '["", "x"]', "[0.5, 2]", "[[1], [2, 3]]", "[None, 1]", "[True, 0, 2]")

    def simple_ints(self):
        return self.pick("[]", "[1, 2, 3]", "[5, -3, 0, 7]", "[10]", "list(range(6))",
                         "[2, 2, 1]", "[9223372036854775807, 1]")

    def simple_strs(self):
        return self.pick("[]", '["b", "a", "c"]', '["x"]', '["aa", "b", "ccc", "dd"]',
                         '["Ab", "aB", "ä"]', '["", " ", "0"]')

    def simple_tuple(self):
        return self.pick("()", "(1,)", "(1, 2)", '("a", 1)', "(3, 1, 2)", "((1, 2), 3)")

    def simple_dict(self):
        return self.pick("{}", '{"a": 1, "b": 2}', '{1: "x", 2: "y"}', '{"k": [1, 2]}',
                         '{"b": 1, "a": None, "c": 2.5}', '{(1, 2): "t"}', '{True: 1, 2: 3}')

    def simple_set(self):
        return self.pick("set()", "{1}", '{"a"}', "{3}", "frozenset([2])", "frozenset()")

    # Expressions

    def make_int(self):
        small = str(self.random.randint(0, 9))
        return self.fill(
            "(<int> + <int>)", "(<int> - <int>)", "(<int> * <int>)", "(<int> // <int>)",
            "(<int> % <int>)",
            "(<int> & <int>)", "(<int> | <int>)", "(<int> ^ <int>)", "(~<int>)", "(-<int>)",
            "abs(<int>)",
            f"(<int> << {small})", f"(<int> >> {small})",
            f"({self.random.randint(-9, 9)} ** {small})",
            "len(<str|list|dict|tuple|set|bytes>)",
            "int(<str>)", "int(<float>)", "int(<bool>)",
            "<str>.count(<str>)",
            "<str>.find(<str>)",
            f"<str>.rfind(<str>, {small})",
            "<str>.index(<str>)",
            f"<list>.index({small})", f"<list>.count({small})",
            "sum(<ints>)", "max(<int>, <int>)", "min(<ints>)",
            "round(<float>)", "round(<int>, -1)", "divmod(<int>, <int>)[1]",
            "divmod(<int>, <int>)[0]", "(<int>).bit_length()", "hash(<int>)",
            "(<int> if <bool> else <int>)", "(<int> and <int>)", "(<int> or <int>)",
            "ord(<str>[0])", f"int({self.pick('10', '777', 'ff', '0b1', 'zz')!r},"
            f" {self.pick(0, 2, 8, 10, 16, 36)})", "range(9)[2:<int>][0]",
            "range(5, -5, -2)[<int>]",
            "math.floor(<float>)", "math.ceil(<float>)",
            f"functools.reduce(lambda x, y: x + y, <ints>, {small})",
            f"operator.itemgetter({small})(<ints>)",
            "len(list(itertools.combinations(<list>, 2)))",
        )

    def make_float(self):
        return self.fill(
            "(<float> + <float|int>)", "(<float> - <float|int>)", "(<float> * <float|int>)",
            "(<float> / <float|int>)", "(<float> // <float|int>)",
            "(<float> % <float|int>)", "(-<float>)", "abs(<float>)", "float(<int>)",
            "float(<str>)", "(<int> / <int>)",
            f"round(<float>, {self.random.randint(-2, 4)})", "max(<float>, <float|int>)",
            f"(<float> ** {self.random.randint(-3, 3)})", "math.sqrt(abs(<float>))",
            "sum([<float>, <float|int>])",
            "math.fabs(<float>)", "divmod(<float>, <float|int>)[1]", "math.trunc(<float>)",
            "float(round(<float>))",
        )

    def make_bool(self):
        return self.fill(
            "(<kind> == <kind>)", "(<kind> != <kind>)", "(<kind> < <kind>)",
            "(<kind> <= <kind>)", "(<kind> > <kind>)",
            "(not <kind>)", "bool(<kind>)", "(<kind> in [<kind>, <kind>])", "(<str> in <str>)",
            "(<kind> in <list>)", "(1 in <dict>)",
            "<str>.startswith(<str>)", "<str>.endswith((<str>, 'x'))",
            f"<str>.{self.pick('isdigit', 'isalpha', 'isalnum', 'isupper', 'islower')}()",
            f"<str>.{self.pick('isspace', 'istitle', 'isidentifier', 'isnumeric', 'isdecimal')}()",
            f"isinstance(<kind>, {self.pick('int', 'str', 'float', '(list, tuple)', 'bool')})",
            "all(<list>)", "any(<list>)",
            "(<set> <= <set>)", "(<kind> is None)",
            "(<int> < <float> <= <int>)",
            "(<bool> and <bool>)",
            "(<bool> or <bool>)",
            f"callable({self.pick('len', 'print', '3')})", "(<dict> == <dict>)",
        )

    def spec(self):
        return (self.pick("", "", "*<", ">", "^", "0", "_^", "=") + self.pick("", "+", "-", " ")
                + self.pick("", "", "#") + self.pick("", "", "0") + self.pick("", "8", "12", "3")
                + self.pick("", "", ",", "_") + self.pick("", "", ".2", ".0", ".5")
                + self.pick("", "d", "", "e", "g", "x", "X", "b", "o", "s", "%", "n", "c", "G"))

    def percent(self):
        return ("%" + self.pick("", "-", "+", "0", "#", " ") + self.pick("", "5", "10", "1")
                + self.pick("", ".2", ".0") + self.pick("s", "d", "r", "", "x", "e", "g", "i",
                "o",
                                                       "c", "a", "X", "%"))

    def make_str(self):
        n = self.random.randint(-4, 9)
        m = self.random.randint(-4, 9)
        return self.fill(
            "(<str> + <str>)", f"(<str> * {self.random.randint(-1, 3)})", f"<str>[{n}:{m}]",
            f"<str>[{n}]",
            f"<str>[::{self.pick(-1, 2, -2)}]", "str(<kind>)", "repr(<kind>)", "ascii(<kind>)",
            f"<str>.{self.pick('upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold')}()",
            f"<str>.{self.pick('strip', 'lstrip', 'rstrip')}()",
            f"<str>.{self.pick('strip', 'lstrip', 'rstrip')}(<str>)",
            "<str>.replace(<str>, <str>)", "<str>.replace(<str>, '-', 1)",
            "<str>.join(<strs>)", f"<str>.{self.pick('center', 'ljust', 'rjust')}({n})",
            f"<str>.{self.pick('center', 'ljust', 'rjust')}({n}, '*')", f"<str>.zfill({n})",
            f"<str>.{self.pick('removeprefix', 'removesuffix')}(<str>)", f"<str>.expandtabs({m})",
            f"<str>.partition(<str>)[{self.random.randint(0, 2)}]",
            f"format(<int|float|str|bool>, {self.spec()!r})",
            f"({self.percent()!r} % <int|float|str>)",
            f"({self.percent()!r} % (<kind>,))", f"f'{{<~kind>}}'",
            f"f'{{<~float>:{self.pick('.2f', '8.3f', 'e', 'g', '+', ',', '.1%')}}}'",
            f"f'{{<~int>:{self.pick('5', '05d', ',', 'x', '#b', '<6', '+d')}}}|'",
            f"f'{{<~str>!r:>{abs(n)}}}'",
            f"'{{}} {{}}'.format(<kind>, <int>)", f"'{{1}}{{0}}'.format(<str>, <kind>)",
            f"'{{x}}'.format(x=<kind>)", f"chr({self.random.randint(32, 700)})",
            "<str>.encode().decode()", "<bytes>.decode('latin-1')",
            "<bytes>.hex()", "<str>.translate({97: 'A', 98: None})", f"'%(a)s' % {{'a': <kind>}}",
            "(<str> if <bool> else <str>)", "max(<strs>)", "(<str> or <str>)",
            "type(<kind>).__name__", "json.dumps(<list|dict|str>)",
            "json.dumps(<dict>, indent=1, sort_keys=True)",
            f"re.sub({self.regex()}, '-', <str>)", "textwrap.dedent(<str>)", "hex(<int>)",
            "bin(<int>)", "oct(<int>)", "'\\n'.join(<strs>)",
            "str(<decimal>)", "<date>.isoformat()",
            f"<date>.strftime({self.pick('%Y-%m-%d', '%d.%m.%y', '%j %A', '%b %d')!r})",
            "str(<date> - <date>)", "str(sorted(<set>, key=repr))",
            "<str>.splitlines()[0]",
        )

    def quiet(self, kind):
        """For inside of a format: no quotes of its kind, no braces, no backslashes."""
        for _ in range(20):
            text = self.make(kind)
            if not set("'\"{}\\!:#") & set(text):
                return text
        return "1"

    def regex(self):
        return self.pick(r'r"\d+"', r'r"[a-z]+"', r'r"\s"', r'r"(a)(b)?"', r'r"^\w"', r'r"b*"',
                         r'r"[^a]"', r'r"(?i)HELLO"', r'r"a|b"', r'r".$"', r'r"\bw"', r'r"x{1,2}"')

    def make_bytes(self):
        return self.fill("(<bytes> + <bytes>)", "<bytes>[1:]", "<str>.encode()",
                         f"bytes([{self.random.randint(0, 255)}, 65])", "<bytes>.upper()",
                         "(<bytes> * 2)",
                         "<bytes>.replace(b'a', b'bb')", "bytes.fromhex('00ff')",
                         "b','.join([<bytes>, <bytes>])")

    def make_list(self):
        n = self.random.randint(-3, 4)
        body = self.pick("x", "x * 2", "(x, 1)", "str(x)", "[x]", "x == 1", "repr(x)")
        return self.fill(
            "(<list> + <list>)", f"(<list> * {self.random.randint(-1, 2)})", f"<list>[{n}:]",
            f"<list>[:{n}]",
            f"<list>[::{self.pick(-1, 2, -3)}]", "sorted(<ints|strs|list>)",
            f"sorted(<strs>, key={self.pick('len', 'str.lower', 'None')})",
            "sorted(<ints>, reverse=True)", "list(reversed(<list>))", "list(<list>)",
            "list(<tuple|str|dict|bytes>)",
            f"[{body} for x in <list>]", f"[{body} for x in <list> if x]",
            "[x + y for x in <ints> for y in <ints>][:9]",
            "<str>.split()", "<str>.split(<str>)",
            "<str>.rsplit(None, 1)", "<str>.splitlines(True)",
            f"list(range({n}, {self.random.randint(-3, 9)}, {self.pick(1, 2, -1)}))",
            f"list(<dict>.{self.pick('keys', 'values', 'items')}())",
            "list(map(str, <list>))", "list(filter(None, <list>))", "list(zip(<list>, <list>))",
            f"list(enumerate(<list>, {n}))", "[*<list>, *<list>]", "[<int>, <str>]",
            "list(itertools.chain(<list>, <list>))", "list(itertools.islice(<list>, 2))",
            "list(itertools.product(<list>, 'x'))",
            "[(k, list(g)) for k, g in itertools.groupby(<strs>, len)]",
            "list(itertools.zip_longest(<list>, <list>))[:5]",
            f"re.findall({self.regex()}, <str>)",
            f"re.split({self.regex()}, <str>)", "copy.deepcopy(<list>)",
            "list(itertools.permutations(<ints>, 2))[:4]", "(<list> or <list>)",
            "sorted(<dict>.items(), key=str)", "[y for x in [<list>, <list>] for y in x]",
        )

    def make_ints(self):
        return self.fill("[x * 2 for x in <ints>]", "sorted(<ints>)", "<ints>[1:]", "[<int>]",
                         "[x for x in <ints> if x % 2]", "(<ints> + [<int>])",
                         "[len(x) for x in <strs>]", "list(map(abs, <ints>))",
                         "[ord(x) for x in <str>]")

    def make_strs(self):
        return self.fill("<str>.split(',')", "[x.upper() for x in <strs>]",
                         "[<str>, <str>]", "sorted(<strs>)", "<strs>[::-1]",
                         "list(map(str, <ints>))", "[x for x in <strs> if x]",
                         "list(<str>)", "(<strs> + <strs>)")

    def make_tuple(self):
        return self.fill("(<tuple> + <tuple>)", "tuple(<list>)", "<tuple>[1:]",
                         "(<int>, <str>)", "(<tuple> * 2)",
                         "divmod(<int>, <int>)", "(*<list>,)",
                         "<str>.rpartition(<str>)",
                         "tuple(x for x in <list>)", "tuple(sorted(<ints>))")

    def make_dict(self):
        return self.fill(
            f"{{**<dict>, **<dict>}}", "(<dict> | <dict>)", "dict(<dict>)", "dict(a=<int>)",
            "dict(zip(<strs>, <ints>))", "dict.fromkeys(<strs>, 0)",
            f"{{x: {self.pick('1', 'len(str(x))', 'x')} for x in <ints|strs>}}",
            f"{{v: k for k, v in <dict>.items()}}", f"{{<int>: <str>}}",
            "dict(sorted(<dict>.items()))", "json.loads(<str>)", "copy.copy(<dict>)",
            "dict(collections.Counter(<str>))",
            "dict([(1, <int>), (2, <str>)])",
            f"{{k: v for k, v in <dict>.items() if v}}",
        )

    def make_set(self):
        return self.fill("(<set> & <set>)", "(<set> - <set>)", "set(<tuple>[:1])",
                         "<set>.intersection(<set>)", f"{{<int>}}", "frozenset(<set>)",
                         "(<set> | <set>)", "(<set> ^ <set>)", "set(<strs>)")

    def simple_decimal(self):
        return self.fill("D('1')", "D('0.10')", "D('-3.75')", "D('1E+3')", "D(7)", "D('100.00')")

    def make_decimal(self):
        return self.fill("(<decimal> + <decimal>)", "(<decimal> - <decimal>)",
                         "(<decimal> * <decimal>)", "(<decimal> / <decimal>)", "(-<decimal>)",
                         "<decimal>.quantize(D('0.01'))", "abs(<decimal>)", "(<decimal> * <int>)",
                         "D(str(<int>))", "max(<decimal>, <decimal>)", "round(<decimal>, 1)",
                         "(<decimal> % <decimal>)", "(<decimal> // <decimal>)",
                         "<decimal>.normalize()")

    def simple_date(self):
        return self.fill("datetime.date(2024, 2, 29)", "datetime.date(1999, 12, 31)",
                         "datetime.date(2020, 1, 1)", "datetime.date(2023, 7, 4)")

    def make_date(self):
        return self.fill(f"(<date> + datetime.timedelta(days={self.random.randint(-400, 400)}))",
                         f"<date>.replace(day={self.random.randint(1, 31)})",
                         f"datetime.date.fromisoformat({self.pick('2021-03-04', '2021-13-01')!r})",
                         "max(<date>, <date>)",
                         f"datetime.datetime(2021, 3, {self.random.randint(1, 31)}, 4, 5).date()",
                         f"(<date> - datetime.timedelta(2, {self.random.randint(0, 99999)}))")

    def simple_any(self):
        return self.make(self.pick("int", "str", "list", "float", "bool", "dict", "tuple",
        "none"))

    make_any = simple_any
    make_none = simple_none

    # Statements

    def show(self, kind=None):
        kind = kind or self.pick("int", "float", "str", "bool", "list", "tuple", "dict", "bytes",
                                 "ints", "strs", "str", "int", "decimal", "date", "set")
        value = self.make(kind)
        if kind == "set":
            value = f"sorted({value}, key=repr)"
        return [f"show(lambda: {value})"]

    def assign(self):
        kind = self.pick("int", "float", "str", "list", "dict", "ints", "strs", "tuple", "bool")
        name = f"v{len(self.names)}"
        lines = ["try:", f"    {name} = {self.make(kind)}", "except Exception as e:",
                 f"    {name} = {getattr(self, 'simple_' + kind)()}"]
        self.names[name] = kind
        return lines

    def known(self, *kinds):
        names = [name for name, kind in self.names.items() if kind in kinds]
        return self.pick(*names) if names else None

    def change_list(self):
        name = self.known("list", "ints", "strs")
        if name is None:
            return self.assign()
        n = self.random.randint(-3, 4)
        item = self.make({"ints": "int", "strs": "str"}.get(self.names[name], "any"))
        line = self.pick(f"{name}.append({item})", f"{name}.insert({n}, {item})", f"{name}.pop()",
                         f"{name}.pop({n})", f"{name}.remove({item})", f"{name}.reverse()",
                         f"{name}.sort()", f"{name}.extend([{item}])", f"{name}[{n}] = {item}",
                         f"del {name}[{n}]", f"{name} += [{item}]", f"{name}[{n}:] = [{item}]",
                         f"{name} *= 2", f"del {name}[{n}:]", f"{name}.clear()")
        return self.guard([line]) + [f"print({name})"]

    def change_dict(self):
        name = self.known("dict")
        if name is None:
            return self.assign()
        key = self.make(self.pick("str", "int"))
        line = self.pick(f"{name}[{key}] = {self.make('any')}", f"del {name}[{key}]",
                         f"show(lambda: {name}.pop({key}))",
                         f"show(lambda: {name}.get({key}, 5))",
                         f"show(lambda: {name}.setdefault({key}, []))", f"{name}.update(a=1)",
                         f"{name}.update({self.make('dict')})", f"show(lambda: {name}.popitem())",
                         f"{name} |= {self.make('dict')}", f"show(lambda: {name}[{key}])")
        return self.guard([line]) + [f"print({name})"]

    def guard(self, lines):
        return (["try:"] + ["    " + line for line in lines]
                + ["except Exception as e:", "    caught(e)"])

    def loop(self):
        kind = self.pick("ints", "strs", "list", "str", "dict")
        body = self.pick("total.append(x)", "total.insert(0, x)", "total += [x, i]",
                         "total.append((i, x))")
        test = self.pick("i == 2", "not x", "i > 3", "x == x", "len(total) > 3")
        word = self.pick("break", "continue", "pass")
        return self.guard(["total = []", f"for i, x in enumerate({self.make(kind)}):",
                           f"    if {test}:", f"        {word}", f"    {body}", "else:",
                           '    print("else")', "print(total)"])

    def function(self):
        name = f"f{self.random.randint(0, 99)}"
        signature = self.pick("a, b=2", "a, *args", "a, *, k=3", "a, b=None, **kw", "*args, **kw",
                              "a, /, b=1")
        used = {"a, b=2": "(a, b)", "a, *args": "(a, args)", "a, *, k=3": "(a, k)",
                "a, b=None, **kw": "(a, b, kw)", "*args, **kw": "(args, kw)",
                "a, /, b=1": "(a, b)"}
        call = self.pick("1", "1, 2", "1, 2, 3", "a=1", "1, k=4", "b=2, a=1", "*[1, 2]",
                         "**{'a': 1}", "", "1, b=5", "1, zz=1")
        return ([f"def {name}({signature}):", f"    return {used[signature]}"]
                + [f"show(lambda: {name}({call}))"])

    def generator(self):
        return self.guard([f"def g(n):", "    x = 0", "    while x < n:",
                           f"        {self.pick('yield x', 'yield x, n', 'got = yield x')}",
                           f"        x += {self.random.randint(1, 3)}",
                           f"    {self.pick('yield from [n]', 'return', 'yield None')}",
                           f"print(list(g({self.random.randint(-1, 6)})))",
                           "print(next(g(1)), sum(1 for _ in g(4)))"])

    def record(self):
        options = self.pick("", "(frozen=True)", "(order=True)", "(eq=False)",
        "(unsafe_hash=True)",
                            "(order=True, frozen=True)", "(repr=True, kw_only=True)")
        a, b = self.random.randint(0, 3), self.make(self.pick("int", "str", "tuple"))
        c = self.random.randint(0, 3)
        use = self.pick("r == s", "r != s", "r < s", "sorted([s, r])", "{r: 1}[s]", "asdict(r)",
                        "replace(r, n=5)", "astuple(s)", "hash(r) == hash(r)",
                        "setattr(r, 'n', 7)",
                        "r.double()", "len({r, s})", "[f.name for f in fields(r)]")
        arguments = f"n={a}, v={b}" if "kw_only" in options else f"{a}, {b}"
        return self.guard([f"@dataclass{options}", "class R:", "    n: int",
                          "    v: object = None",
                           "    l: list = field(default_factory=list, compare=False)",
                           "    def double(self):", "        return self.n * 2",
                           f"r = R({arguments})", f"s = R(n={c}, v={self.make('int')})",
                           "print(r, s)",
                           f"show(lambda: {use})", "print(r)"])

    def klass(self):
        methods = {
            "__str__": "return 'S' + str(self.n)", "__repr__": "return f'<{self.n!r}>'",
            "__eq__": "return isinstance(o, A) and self.n == o.n",
            "__lt__": "return self.n < o.n",
            "__len__": "return self.n", "__bool__": "return self.n > 1",
            "__add__": "return A(self.n + 1)",
            "__radd__": "return ('radd', o)", "__iadd__": "self.n += 5; return self",
            "__contains__": "return o == self.n", "__getitem__": "return [7, 8, 9][o]",
            "__iter__": "return iter([self.n, 1])", "__call__": "return ('called', o)",
            "__hash__": "return 5", "__neg__": "return A(-self.n)",
            "__mul__": "return NotImplemented",
            "__rmul__": "return ('rmul', self.n)", "__ne__": "return 'ne'",
            "__le__": "return NotImplemented",
            "__getattr__": "return 'attr ' + o", "__format__": "return 'F' + o",
            "__int__": "return 3",
            "__enter__": "return 'in'", "__reversed__": "return iter('xy')",
            "__abs__": "return 1.5",
        }
        two = {"__eq__", "__lt__", "__add__", "__radd__", "__iadd__", "__contains__",
        "__getitem__",
               "__call__", "__mul__", "__rmul__", "__ne__", "__le__", "__getattr__", "__format__"}
        chosen = self.random.sample(sorted(methods), self.random.randint(2, 7))
        lines = ["class A:", "    def __init__(self, n):", "        self.n = n"]
        for name in chosen:
            lines += [f"    def {name}(self{', o' if name in two else ''}):",
            f"        {methods[name]}"]
        base = self.pick("A", "A", "B")
        lines += ["class B(A):", "    def __lt__(self, o):", "        return 'B'",
        "    kind = 'b'"]
        lines += [f"a, b = A({self.random.randint(0, 3)}), {base}({self.random.randint(0, 3)})"]
        uses = ["a == b", "a != b", "a < b", "a > b", "a <= b", "len(a)", "bool(b)", "a + b",
                "1 + a",
                "a + 1", "2 in a", "a[1]", "list(a)", "a(4)", "{a: 1}.get(b)", "-a", "a * 2",
                "2 * a",
                "'x' + b", "[a] == [b]", "sorted([a, b], key=lambda x: x.n)[0].n", "a.zz",
                "f'{a:q}'",
                "a in [b]", "max(a, b, key=lambda x: x.n).n", "[*a]",
                "not a", "hasattr(a, 'kind')", "isinstance(b, A)", "type(b).__name__", "a is b",
                "b.kind",
                "[1, 2] * a", "a % 2", "~a", "a and 1", "dict.fromkeys([a, b], 1) and 2"]
        if "__str__" in chosen or "__repr__" in chosen:
            uses += ["str(a)", "f'{b}'", "'%s' % a"]
        if "__repr__" in chosen:
            uses += ["a", "[a, b]", "repr(b)", "(a, {1: b})"]
        for use in self.random.sample(uses, 5):
            lines.append(f"show(lambda: {use})")
        lines += self.guard(["a += 1", "show(lambda: a.n)"])
        return lines

    def named(self):
        use = self.pick("p.x", "p[1]", "p._replace(y=9)", "p._asdict()", "p + (1,)",
                        "p == (1, 2)",
                        "sorted([q, p])", "len(p)", "list(p)", "p < q", "{p: 1}[(1, 2)]", "p.z",
                        "'%s-%s' % p", "p._fields", "max(p)", "q in [p]", "p[::-1]", "p.sum()",
                        "setattr(p, 'x', 3)", "isinstance(p, tuple)", "[a for a in p]", "str(p)")
        return (["class P(NamedTuple):", "    x: int", "    y: int = 2", "    def sum(self):",
                 "        return self.x + self.y",
                 f"p, q = P(1), P({self.random.randint(0, 2)}, 1)",
                 "print(p, q)"] + self.guard([f"show(lambda: {use})"]))

    def counted(self):
        text = self.make("str")
        c = f"collections.Counter({text})"
        d = f"collections.deque({self.make('list')}, maxlen={self.pick('None', 2, 3)})"
        use = self.pick(f"{c}", f"{c}.most_common(2)", f"{c} + collections.Counter('abc')",
                        f"{c} - collections.Counter('ab')", f"{c} & collections.Counter('aab')",
                        f"{c} | collections.Counter('ab')", f"sorted({c}.elements())",
                        f"{c}['a']",
                        f"{d}", f"list({d})[:2]", f"{d}.pop()", f"{d}.popleft()", f"{d}[0]",
                        f"len({d})", f"sum({c}.values())", f"{c}.total()",
                        f"list(collections.OrderedDict.fromkeys({text}))",
                        f"collections.ChainMap({self.make('dict')}, {self.make('dict')})['a']")
        return [f"show(lambda: {use})"]

    def enumeration(self):
        base = self.pick("Enum", "str, Enum", "int, Enum", "IntEnum", "Enum")
        values = {"str, Enum": ["'a'", "'b'", "'a'"], "int, Enum": ["1", "2", "1"],
                  "IntEnum": ["1", "2", "3"]}.get(base, ["1", "'x'", "(1, 2)"])
        use = self.pick("E.A", "E.B.value", "E.C.name", "list(E)", "E(1)", "E['B']", "E.A == 1",
                        "E.A is E.C", "E.A in E", "len(E)", "{E.A: 1}[E.A]",
                        "[e.value for e in E]",
                        "E.A == 'a'", "E('b')", "isinstance(E.A, E)", "repr(E.B)", "E.A < E.B",
                        "E.Z",
                        "E.__members__.keys()", "bool(E.A)", "hash(E.A) == hash(E.A)", "E(99)")
        return self.guard([f"class E({base}):"]
                          + [f"    {name} = {value}" for name, value in zip("ABC", values)]
                          + [f"show(lambda: {use})"])

    def flow(self):
        error = self.pick("ValueError('v')", "KeyError('k')", "IndexError()",
        "ZeroDivisionError('z', 1)",
                          "E1('mine')")
        catch = self.pick("ValueError", "(KeyError, IndexError)", "LookupError", "Exception",
                          "ArithmeticError", "E1")
        last = self.pick("return 'finally'", "print('fin')", "pass")
        return (["class E1(ValueError):", "    pass", "def t(x):", "    try:", "        if x:",
                 f"            raise {error}", "        return 'fine'",
                 f"    except {catch} as e:",
                 "        return repr(e)", "    else:", "        print('else')", "    finally:",
                 f"        {last}"] + ["show(lambda: t(1))", "show(lambda: t(0))"])

    def match(self):
        subject = self.make(self.pick("int", "str", "list", "tuple", "dict", "bool"))
        cases = ["case 0:", "case [x]:", "case [x, *y]:", 'case {"a": x}:', "case str():",
                 "case int(x) if x > 2:", "case (1, 2) | [2, 1]:", "case None:", "case float():",
                 'case "a" | "b":', "case [1, _, 3]:", "case {}:", "case True:", "case []:"]
        lines = [f"match {subject}:"]
        for case in self.random.sample(cases, 4):
            lines += ["    " + case, f"        print({case!r})"]
        return self.guard(lines + ["    case other:", "        print('other', other)"])

    def hierarchy(self):
        """Classes with several bases, whose methods ask super()."""
        names = ["A"]
        lines = ["class A:", "    kind = 'a'", "    __hidden = 1",
                 "    def run(self, n=0):", "        return ['A', n]",
                 "    def get(self):", "        return self.__hidden",
                 "    @property", "    def size(self):", "        return 1",
                 "    @classmethod", "    def make(cls):", "        return cls.__name__"]
        for name in "BCDE"[:self.random.randint(2, 4)]:
            bases = self.random.sample(names, min(len(names), self.random.randint(1, 2)))
            lines += ["try:", f"    class {name}({', '.join(bases)}):", f"        own = {name!r}"]
            for part in self.random.sample(range(5), 3):
                lines += [
                    ["        def run(self, n=0):",
                     f"            return [{name!r}] + super().run(n + 1)"],
                    ["        @property", "        def size(self):",
                     "            return super().size + 1"],
                    ["        @classmethod", "        def make(cls):",
                     f"            return {name!r} + super().make()"],
                    [f"        kind = {name.lower()!r}"],
                    ["        __hidden = 2"],
                ][part]
            lines += ["except TypeError:", f"    {name} = {names[-1]}", "    print('no order')"]
            names.append(name)
        last = names[-1]
        return lines + [f"x = {last}()", "show(lambda: x.run())", "show(lambda: x.size)",
                        "show(lambda: x.make())", "show(lambda: (x.kind, x.own, x.get()))",
                        f"show(lambda: [c.__name__ for c in {last}.__mro__])",
                        f"show(lambda: isinstance(x, {self.pick(*names)}))",
                        f"show(lambda: issubclass({self.pick(*names)}, {self.pick(*names)}))",
                        "x.kind = 5", f"show(lambda: (x.kind, {last}.kind))"]

    def closure(self):
        use = self.pick("n += x", "n = n * 2 + x", "n -= 1", "n = (n, x)")
        return self.guard(["def outer(n):", "    def inner(x, step=n):", "        nonlocal n",
                           f"        {use}", "        return n, step", "    return inner",
                           f"f = outer({self.random.randint(0, 5)})", "g = outer(1)",
                           "print(f(1), f(2), g(3))",
                           f"print([h(1) for h in [lambda y, i=i: y + i for i in range({3})]])",
                           "print([h() for h in [lambda: i for i in range(3)]])"])

    def decorator(self):
        inner = self.pick("return f(*a, **k)", "return [f(*a, **k)]", "print('call', a, k)",
                          "return f(*a[::-1])")
        call = self.pick("t(1, 2)", "t(b=1, a=2)", "t(1)", "t(1, 2, 3)")
        return self.guard(["def deco(tag=None):", "    def wrap(f):", "        @functools.wraps(f)",
                           "        def run(*a, **k):", "            print(tag)",
                           f"            {inner}", "        return run", "    return wrap",
                           f"@deco({self.pick('', '1', 'tag=2')})", "@deco('inner')",
                           "def t(a, b=5):", "    return a, b", f"print({call})"])

    def manager(self):
        error = self.pick("ValueError('v')", "KeyError('k')", "TypeError()")
        body = self.pick(f"raise {error}", "pass", "print(m)", "1 / 0", "return 'left'")
        return (["class M:", "    def __enter__(self):", "        print('in')",
                 f"        return {self.pick('self', '5', 'None')}",
                 "    def __exit__(self, kind, value, tb):",
                 "        print('out', kind is None, str(value))",
                 f"        return {self.pick('True', 'None', 'kind is ValueError', '0')}",
                 "    def __repr__(self):", "        return 'M'", "def w():",
                 f"    with M() as m{self.pick('', ', M() as k')}:", f"        {body}",
                 "    return 'after'", "show(w)"])

    def statement(self):
        return self.pick(self.show, self.show, self.show, self.show, self.show, self.assign,
                         self.assign, self.change_list, self.change_dict, self.loop, self.function,
                         self.generator, self.record, self.klass, self.named, self.counted,
                         self.enumeration, self.flow, self.match, self.hierarchy, self.closure,
                         self.decorator, self.manager)()


PRELUDE = '''import collections, copy, datetime, functools, itertools, json, math, operator, re
import textwrap
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from decimal import Decimal as D
from enum import Enum, IntEnum
from typing import NamedTuple
def caught(e):
    if isinstance(e, (KeyError, IndexError, ZeroDivisionError)):
        print(type(e).__name__, e)
    else:
        print(type(e).__name__)
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        caught(e)
'''


def write_program(seed, statements):
    writer = Writer(seed)
    lines = []
    for _ in range(statements):
        lines += writer.statement()
    return PRELUDE + "\n".join(lines) + "\n"

import re
m = re.match(r"^acct:([^@]+)@(.*)$", "acct:me@example.com")
print(m.groups(), m.group(), m.group(0), m.group(1), m.group(1, 2), m[2], m.span(), m.start(1), m.end(2), bool(m), re.match("b", "ab"), m.group("x") if False else None)
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d+))?", "on 2024-05 then")
print(m.groupdict(), m.groupdict("?"), m.groups(), m.groups("-"), m["year"], m.span("month"), m.start("day"))
try:
    m.group(9)
except IndexError as e:
    print(e)
print(re.findall(r"\w+", "a bc, d_1"), re.findall(r"(a)(b)?", "ab a"), re.findall(r"(x)", "xyx"), re.findall("", "ab"), re.findall(r"a|b*", "abbc"))
print(re.sub(r"x*", "-", "abxd"), re.sub(r"(\w+) (\w+)", r"\2 \1!\n", "hello world"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.sub("a", "o", "banana", count=2), re.sub(r"(?P<n>b)", r"[\g<n>\g<1>\g<0>]", "abc"), re.sub("b", r"\\", "abc"))
print(re.split(r",\s*", "a, b,c"), re.split(r"(,)", "a,b"), re.split(r"x*", "axbc"), re.split(r"\s", "a b c", maxsplit=1), re.split(r"(a)|b", "1b2a3"))
print(re.fullmatch(r"a|ab", "ab").group(), re.fullmatch("a", "ab"), [x.group() for x in re.finditer(r"[A-Z][a-z]+", "FooBarBaz")], re.escape("a.b-c d/é_'"))
p = re.compile(r"^([\w\s]+):|#([\w-]+)", re.I | re.U)
print(p.findall("Tag: #x-y #Z"), p.sub("", "a: b").strip(), p.pattern, p.match("x: y").group(1), p.search("none"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseName").lower(), re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", "someHTTPName"), re.sub(r"[^a-z0-9]+", "-", "Hello World! é".lower()).strip("-"))
print(re.findall(r"^\w", "a\nb", re.M), re.findall("(?im)^A$", "a\nA"), re.search("a.b", "a\nb"), re.search("a.b", "a\nb", re.S).group(), re.search(r"x\Z", "x\n"), re.search("x$", "x\n").group(), re.findall("[]a]", "a]b"), re.findall(r"[\d.-]+", "1.5 -2"), re.findall(r"[a\-z]", "a-z"), re.findall("é.", "éàé"), re.search("à", "éà").span())
print(re.findall(r"(\w)\1", "aabbc"), re.findall(r"a{2,3}?", "aaaa"), re.findall("a{,", "a{,") if False else "", re.findall("x{y", "x{y"), re.findall(r"\bfoo\b", "foo food foo"), re.findall(r"(?:ab)+", "ababxab"), re.findall(r"a+?b", "aab"), re.findall(r"[^\s]+", "a b"), re.findall(r"\$\{(\w+)\}", "${a} ${b}"), re.findall("#|/| ", "# /"))
print(re.sub(r"\s+", " ", "a \n\t b"), re.sub("", "-", "éa"), re.sub(r"$", "!", "a\n"), re.sub(r"^", "> ", "a\nb", flags=re.MULTILINE), re.split("", "ab"))

from collections import defaultdict, namedtuple
d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"]
print(dict(d), d.get("z"), "z" in d, sorted(d), len(d), d == {"a": [1, 2], "b": []}, [(k, v) for k, v in d.items()], isinstance(d, dict), type(d).__name__)
n = defaultdict(int, {"x": 5})
for c in "hello":
    n[c] += 1
print(sorted(n.items()), n.copy()["q"], n.pop("x"))
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), tuple(p), len(p), [*p], p._asdict(), p._replace(x=5), {p: 1}[(1, 2)], isinstance(p, tuple), isinstance(p, P), P("a", "b"), sorted([P(2, 1), P(1, 2)]))
x, y = p
print(x, y, p + (3,), p[0:1], 1 in p, namedtuple("Q", ["a", "b"], defaults=[9])(1))
for call in [lambda: P(1), lambda: p.z if False else d["q"], lambda: p[5]]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)

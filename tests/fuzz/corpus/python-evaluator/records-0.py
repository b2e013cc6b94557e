from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
p = P(1)
q = P(1, tags=["a"])
p.tags.append("z")
print(p, q, p == P(1, 2, ["z"]), p == q, p != q, P(1, hidden="other") == P(1), P.y)
print(asdict(q), astuple(q), replace(q, x=9), [f.name for f in fields(P)], is_dataclass(P), is_dataclass(3), is_dataclass(p))
for f in (lambda: P(), lambda: P(1, 2, [], "h", 5), lambda: P(1, z=3), lambda: P(1, x=2), lambda: {p: 1}, lambda: p < q, lambda: asdict(3)):
    try:
        f()
    except TypeError as e:
        print("TypeError")

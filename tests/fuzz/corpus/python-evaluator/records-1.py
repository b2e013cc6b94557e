from dataclasses import dataclass, field, replace, FrozenInstanceError, asdict
from typing import ClassVar, List, Optional
@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0
    count: ClassVar[int] = 7
    def __str__(self):
        return f"{self.major}.{self.minor}"
a, b = V(1, 2), V(1, 3)
print(a, repr(a), a < b, sorted([b, a]), max(a, b), {a: "x"}[V(1, 2)], len({a, V(1, 2), b}), V.count, a >= b)
try:
    a.major = 3
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    del a.major
except AttributeError as e:
    print(e)
print(replace(a, minor=9))
@dataclass
class Base:
    a: int
    b: str = "b"
@dataclass
class Child(Base):
    c: float = 1.5
    a: int = 5
    def __post_init__(self):
        self.total = self.a + self.c
c = Child()
print(c, c.total, Child(b="q", c=2), c == Child(), c == Base(5))
@dataclass
class Tree:
    name: str
    kids: List["Tree"] = field(default_factory=list)
    extra: Optional[dict] = None
t = Tree("r", [Tree("a"), Tree("b", extra={"k": (1, Tree("z"))})])
print(asdict(t))
d = asdict(t)
d["kids"].append(1)
print(len(t.kids))

from typing import NamedTuple
from collections import namedtuple
class P(NamedTuple):
    x: int
    y: int = 5
    def total(self):
        return self.x + self.y
    @property
    def twice(self):
        return self.x * 2
    @classmethod
    def zero(cls):
        return cls(0, 0)
p = P(1)
print(p, p.x, p[1], p.total(), p.twice, P.zero(), p == (1, 5), p._asdict(), p._replace(y=0), P._fields, P._make([7, 8]), len(p), list(p), isinstance(p, tuple), hash(p) is not None, {p: 1}[(1, 5)], p < (2,), f"{p}", "%d-%d" % p, "%s" % (p,))
x, y = p
print(x, y, p + (1,), p * 2, p[::-1], 5 in p)
try:
    p.x = 3
except AttributeError as e:
    print("no")
try:
    P()
except TypeError as e:
    print("missing")
Q = namedtuple("Q", "a b", defaults=[9])
class R(Q):
    def s(self):
        return f"{self.a}/{self.b}"
r = R(1)
print(r, r.s(), r == Q(1, 9), R._fields, Q(1, 2) < Q(1, 3), r._replace(a=4), sorted([Q(2, 1), Q(1, 5)]))
match p:
    case P(1, b):
        print("b", b)

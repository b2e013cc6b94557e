from dataclasses import dataclass, field, KW_ONLY
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1))
try:
    K(1)
except TypeError as e:
    print("TypeError")
@dataclass
class M:
    x: int
    _: KW_ONLY
    y: int = 0
    z: int
print(M(1, z=3), M(x=1, y=2, z=3))
try:
    M(1)
except TypeError as e:
    print(e)
@dataclass(slots=True)
class S:
    x: int
    y: int = 3
s = S(1)
print(s)
try:
    s.z = 1
except AttributeError as e:
    print(e)
@dataclass(eq=False)
class N:
    x: int
n = N(1)
print(n == N(1), n == n, len({n, N(1)}))
@dataclass(unsafe_hash=True)
class H:
    x: int
print(len({H(1), H(1), H(2)}))
@dataclass(repr=False, init=False)
class I:
    x: int = 4
    def __init__(self):
        self.y = 2
    def __repr__(self):
        return "I!"
print(I(), I().x)
@dataclass
class F:
    a: int
    b: int = field(init=False)
    c: int = field(init=False, default=7)
    def __post_init__(self):
        self.b = self.a * 2
print(F(2))
for code in ("x: list = []", "x: int = 1\n    y: int"):
    pass
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
class Outer:
    @dataclass
    class Inner:
        v: int
print(Outer.Inner(3), Outer.Inner.__qualname__, Outer.Inner.__name__)
match M(1, z=3):
    case M(x=1, z=z):
        print("z", z)
match F(2):
    case F(5):
        print("no")
    case F(a):
        print("a", a)

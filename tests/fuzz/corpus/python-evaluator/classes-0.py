class V:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f"V({self.x}, {self.y})"
    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x, self.y + other.y)
    def __mul__(self, n):
        return V(self.x * n, self.y * n)
    __rmul__ = __mul__
    def __neg__(self):
        return V(-self.x, -self.y)
    def __pos__(self):
        return self
    def __invert__(self):
        return V(self.y, self.x)
    def __abs__(self):
        return abs(self.x) + abs(self.y)
    def __eq__(self, other):
        return isinstance(other, V) and (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)
    def __bool__(self):
        return bool(self.x or self.y)
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __iadd__(self, other):
        self.x += other.x
        return self
    def __int__(self):
        return self.x
    def __float__(self):
        return float(self.y)
    def __format__(self, spec):
        return f"<{spec}>"
a, b = V(1, 2), V(3, 4)
print(a + b, a * 2, 3 * a, -a, +a, ~a, abs(-b), a == V(1, 2), a != V(1, 2), a != b, a < b, b > a, sorted([b, a]), bool(V(0, 0)), len(a), a[0], list(a), 2 in a, 7 in a)
print({a: 1}[V(1, 2)], len({a, V(1, 2), b}), int(a), float(a), f"{a:x} {a!r} {a}", "%s" % b, max(a, b), [x for x in a], a in [V(1, 2)], str(a), [a].index(V(1, 2)))
c = a
a += b
print(a, c is a)
try:
    a + 1
except TypeError as e:
    print(e)
try:
    1 + a
except TypeError as e:
    print(e)
try:
    a <= b
except TypeError as e:
    print(e)

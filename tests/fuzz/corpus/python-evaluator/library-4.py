import operator, math, itertools, functools
print(operator.add(1, 2), operator.mul("a", 3), operator.or_(4, 1), operator.and_(6, 3), operator.xor(5, 1), operator.sub(3, 1), operator.truediv(1, 4), operator.floordiv(7, 2), operator.mod(7, 4))
print(operator.eq(1, 1.0), operator.ne(1, 2), operator.lt(1, 2), operator.le(2, 2), operator.gt(1, 2), operator.ge(1, 2), operator.not_([]), operator.neg(3), operator.contains([1], 1), operator.getitem({"a": 2}, "a"), operator.is_(None, None), operator.truth("a"))
print(functools.reduce(operator.mul, [1, 2, 3]), math.gcd(12, 18), math.gcd(), math.gcd(-4, 6, 10), math.isqrt(17), math.isqrt(2**62), math.prod([2, 3.5]), math.prod([], start=3), math.gcd(0, 0))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([2, 3, 4], operator.mul)), list(itertools.accumulate([1, 2], initial=10)), list(itertools.accumulate([])), list(itertools.pairwise("abc")), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
@functools.lru_cache(maxsize=32)
def f(n):
    print("called", n)
    return n * 2
print(f(1), f(1), f(2))
@functools.total_ordering
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
print(V(1) <= V(1), V(1) > V(2), V(3) >= V(2), V(1) < V(2), max(V(1), V(5)).n)
try:
    math.isqrt(-1)
except ValueError as e:
    print(e)

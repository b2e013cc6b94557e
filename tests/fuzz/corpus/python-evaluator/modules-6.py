from functools import partial, reduce, lru_cache, wraps, cache
from operator import itemgetter, attrgetter
def f(a, b=2, *c, **k):
    return (a, b, c, sorted(k.items()))
g = partial(f, 1, x=1)
print(g(), g(5, 6, y=2), g(x=9), partial(g, 7)(8), reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 0), itemgetter(1)([1, 2]), itemgetter("a", "b")({"a": 1, "b": 2}), sorted([(2, "a"), (1, "b")], key=itemgetter(0)), attrgetter("real")(5) if False else "")
calls = []
@lru_cache(maxsize=None)
def slow(x):
    calls.append(x)
    return x * 2
@cache
def other(x):
    calls.append(x)
@lru_cache
def third(x):
    calls.append(x)
print(slow(1), slow(1), slow(2), other(3), other(3), third(4), third(4), calls)
def deco(fn):
    @wraps(fn)
    def inner(*args, **kwargs):
        return ["wrapped", fn(*args, **kwargs)]
    return inner
@deco
def h(x):
    return x
print(h(5))

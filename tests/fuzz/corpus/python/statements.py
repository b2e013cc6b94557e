if a:
    b
@a
@b.c(d)
@e[0]
@(f := g)
@lambda h: h
def i(): pass
@a
class J: pass
@a
b = 1
def f(a, b=1, /, c=2, *args, d, e=3, **kwargs): pass
def g(a: int, *args: str, b: 'x' = 1, **kwargs: dict[str, int]) -> None: ...
def h(*, a): return
def i(a, /): return a, *b
class A: pass
class B(A, metaclass=M, **kw): x = 1
class C(*bases): 'doc'
class D(): ...
a = b = c, d = [e, f] = (g, *h) = i.j = k[0] = x
a, = b
*a, = b
[a, [b, *c]] = d
() = []
(a) = 1
((a.b)) = ((c[0])) = 1
f() = 1
1 = x
None = 1
a + b = 1
a if b else c = 1
a < b = 1
def f():
    yield = 1
(a := 1) = 2
*a = b
*a, *b = c
{a} = 1
[a for a in b] = c
__debug__ = 1
for a in b: continue
else: c
for a, *b in *c, d: pass
for a.b in c: pass
for (a) in b: pass
for [a, b] in c: pass
for a[0], in b: pass
for f() in a: pass
for *a in b: pass
for a in *b: pass
for a < b in c: pass
def f():
    x = yield
    y = yield x, *y
    yield from z
    (yield)
    f((yield))
    x += yield
    x: int = yield
    return (yield), 1
with a: pass
with a as b: pass
with a as (b, c), d as [e], f as g.h, i as j[0]: pass
with (a): pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a as b, c): pass
with (a as b, c as d,): pass
with (a), (b): pass
with (a, b).c as d: pass
with (a if b else c) as d: pass
with (yield_): pass
with (a := b): pass
with (a for a in b): pass
with (a)[0], (b)(): pass
with open(a) as b, \
     open(c) as d: pass
def f():
    with (yield): pass
    with (yield x) as y: pass
with a,: pass
with a as f(): pass
with (*a, b): pass
with (*a, b as c): pass
try: a
except: b
try: a
except A: b
except (B, C) as c: d
except: e
else: f
finally: g
try: a
finally: b
try: a
try: a
else: b
def f(a):
    b = 1
    global c, d
    def g():
        nonlocal a, b
        a = b = 2
def f():
    a
    global a
a = 1
global a
def f(a):
    global a
import a
import a.b.c as d, e
from a import b
from a.b import c as d, e
from . import a
from .a import b
from ... import a
from .... a import (b, c as d,)
from a import *
async def f():
    await a
    async for b in c: pass
    async with d as e, g: pass
    return [h async for h in i if await j], {k: l async for k, l in m}
async def g():
    yield 1
    return
def h():
    return (a async for a in b)
def f():
    async for a in b: pass
def f():
    async with a: pass
def f():
    [a async for a in b]
async def f():
    def g():
        [a async for a in b]
async def f():
    yield 1
    return 2
async = 1
async if a: pass
def f[T = int, *Ts = *tuple[int], **P = [int]](): pass

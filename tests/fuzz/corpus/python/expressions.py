lambda a, a: 1
a = lambda: 0, lambda x: x, lambda x, /, y=1, *z, k, **w: (x, y), lambda *, k=1: k
b = lambda: (yield)
if (a := 1): pass
while a := f(): pass
[b := 1, b ** 2]
f(a := 1, b=(c := 2))
a[b := 1], a[b := 1, c := 2]
{a := 1, b}
x = (y := 0)
assert (a := 1)
a := 1
f(a=b := 1)
{a := 1: 2}
(a.b := 1)
a[b := 1:2]
[y := x for x in z]
[x for x in y if (last := x)]
[x := 1 for x in y]
[x for x in (y := z)]
[x for x in [lambda: (y := 1)]]
class A:
    [b := c for c in d]
[[(j := 0) for i in x] for j in y]
[x for x in y]
{x for x, in y if x if not y}
{x: y for x, *y in z for w in x}
(x for x in y if (lambda: x)())
f(x for x in y)
[x async_ for x in y] if 0 else 0
[x for x in y for z in x if z if x]
[*x for x in y]
[x, y for x in z]
[x for x in lambda: y]
[x for x in y if z else w]
[x for f() in y]
f(a, *b, c, d=1, *e, f=2, **g, h=3, **i)
f(a)(b)[c].d
print(a, end='')
a[0], a[:], a[1:], a[:2], a[::3], a[1:2:3], a[1, 2:3, ...], a[()], a[1,]
a = not b and c or d if e else f
a = b < c <= d == e != f is g is not h in i not in j > k >= l
a = b | c ^ d & e << f >> g + h - i * j / k // l % m @ n
a = -b ** -c ** ~d + +e
a = not not b
a = await_ ** 2
[], [1], [1,], [*a, b], (), (1,), (1, *a), {}, {1}, {1, *a}, {1: 2, **a, 3: 4,}, (yield_)

class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), [x for x in Count(2)], 1 in Count(3), sorted(Count(3)), dict(zip("ab", Count(5))), max(Count(4)))
it = Count(1)
print(next(it), next(it, "end"))
try:
    next(it)
except StopIteration:
    print("stop")
a, b = Count(2)
print(a, b, (*Count(2),))
class Tree:
    def __init__(self, *kids):
        self.kids = kids
    def __iter__(self):
        yield self
        for k in self.kids:
            yield from k
print(len(list(Tree(Tree(), Tree(Tree())))))
class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError(i)
        return i * i
print(list(Seq()), 4 in Seq(), 5 in Seq(), *Seq())
class No:
    pass
for f in (lambda: iter(No()), lambda: list(No()), lambda: No()[0], lambda: len(No()), lambda: next(No()), lambda: No()(), lambda: No() + 1, lambda: -No(), lambda: No() < No(), lambda: 1 in No(), lambda: No().x, lambda: No.x, lambda: int(No()) if False else No(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
try:
    No()[0] = 1
except TypeError as e:
    print(e)
try:
    del No()[0]
except TypeError as e:
    print(e)

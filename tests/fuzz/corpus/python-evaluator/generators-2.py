def fails():
    yield 1
    raise ValueError("bad")
try:
    for x in fails():
        print(x)
except ValueError as e:
    print("caught", e)
def stops():
    yield 1
    next(iter([]))
try:
    print(list(stops()))
except RuntimeError as e:
    print("runtime", e)
def itself():
    yield 1
    next(g)
g = itself()
try:
    list(g)
except ValueError as e:
    print(e)
print(list(g))
class Tree:
    def __init__(self, *children):
        self.children = children
    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()
print(len(list(Tree(Tree(), Tree(Tree())).walk())))
def outer():
    n = 10
    def gen():
        nonlocal n
        while n < 13:
            n += 1
            yield n
    return gen(), lambda: n
g, get = outer()
print(get(), next(g), get(), list(g), get())

def count(n):
    i = 0
    while True:
        if i == n:
            break
        i += 1
        if i % 2:
            continue
        x = yield i
        yield x
    else:
        yield "never"
    yield from "ab"
    yield from inner(i)
    return 5
def inner(i):
    if i > 3:
        yield "big"
    elif i > 1:
        yield "middle"
    else:
        yield
print(list(count(5)), list(count(2)), list(count(0)))
it = count(2)
print(next(it), next(it), list(it))
def endless():
    n = 0
    while True:
        yield n
        n += 1
for x in endless():
    if x > 3:
        break
print(x, [a for a, b in zip(endless(), "xyz")], any(v > 10 for v in endless()))

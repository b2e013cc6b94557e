def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    inner()
    inner()
    return n
print(outer())
fs = [lambda x, i=i: x + i for i in range(3)]
print([f(10) for f in fs])

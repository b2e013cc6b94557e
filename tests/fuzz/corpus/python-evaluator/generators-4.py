from contextlib import contextmanager
@contextmanager
def outer(x):
    with inner(x) as y, inner(x + 1):
        print("in outer", y)
        yield y * 2
        print("out of outer")
    print("end")
@contextmanager
def inner(x):
    print("inner", x)
    try:
        try:
            yield x
        finally:
            print("first", x)
    finally:
        print("second", x)
with outer(3) as z:
    print(z)
try:
    with outer(5):
        raise RuntimeError("r")
except RuntimeError as e:
    print("got", e)
@contextmanager
def never():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def other():
    try:
        yield
    except ValueError:
        raise TypeError("instead")
for manager in never, twice, other:
    try:
        with manager():
            raise ValueError("x")
    except Exception as e:
        print(type(e).__name__, e)
    try:
        with manager():
            pass
    except Exception as e:
        print(type(e).__name__, e)
@contextmanager
def kept():
    for i in range(2):
        if i:
            try:
                yield i
            except KeyError:
                print("handled")
                continue
            print("went on")
with kept() as k:
    print(k)
with kept():
    raise KeyError

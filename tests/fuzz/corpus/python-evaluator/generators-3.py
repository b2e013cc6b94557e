from contextlib import contextmanager, suppress, nullcontext
log = []
@contextmanager
def managed(name, swallow=False):
    log.append("enter " + name)
    try:
        yield name.upper()
    except KeyError as e:
        log.append("caught %s" % e)
        if not swallow:
            raise
    else:
        log.append("fine")
    finally:
        log.append("exit " + name)
with managed("a") as a, managed("b"):
    log.append(a)
with managed("c", swallow=True):
    raise KeyError("k")
try:
    with managed("d"):
        raise KeyError("again")
except KeyError as e:
    log.append("outside %s" % e)
try:
    with managed("e"):
        raise ValueError("v")
except ValueError as e:
    log.append("passed %s" % e)
def f():
    with managed("f"):
        return 1
    return 2
log.append(f())
for line in log:
    print(line)
with suppress(KeyError, ValueError):
    print({}["x"])
with suppress(KeyError):
    print("whole")
try:
    with suppress(KeyError):
        [][1]
except IndexError as e:
    print(e)
with nullcontext(5) as n, nullcontext() as m:
    print(n, m)

class M:
    def __init__(self, swallow):
        self.swallow = swallow
    def __enter__(self):
        print("enter")
        return self
    def __exit__(self, kind, value, tb):
        print("exit", kind and kind.__name__, value)
        return self.swallow
with M(True) as m:
    raise ValueError("x")
print("after", m.swallow)
try:
    with M(False):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)
with M(False):
    print("body")
def f():
    with M(False) as m:
        return 1
print(f())
for i in range(2):
    with M(True):
        if i == 0:
            continue
        break
print("end", i)

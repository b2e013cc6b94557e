class G:
    def __init__(self):
        self.d = {"a": 1}
    def __getattr__(self, name):
        if name == "d":
            raise AttributeError(name)
        try:
            return self.d[name]
        except KeyError:
            raise AttributeError(f"no {name}")
g = G()
print(g.a, hasattr(g, "b"), getattr(g, "b", 3))
try:
    g.b
except AttributeError as e:
    print(e)
class W:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value * 2)
    def __delattr__(self, name):
        print("del", name)
w = W()
w.x = 3
print(w.x)
del w.x
print(w.x)
class F:
    def __init__(self, x):
        object.__setattr__(self, "x", x)
    def __setattr__(self, name, value):
        raise AttributeError("frozen " + name)
f = F(3)
try:
    f.x = 4
except AttributeError as e:
    print(e, f.x)

import copy
class A:
    def __init__(self, v):
        self.v = v
a = A([1, 2])
b, c = copy.copy(a), copy.deepcopy(a)
a.v.append(3)
print(b.v, c.v, type(c) is A)
l = [1]
m = copy.deepcopy([l, l])
m[0].append(2)
print(m, copy.deepcopy({"a": (1, [2])}))
from enum import Enum
class E(Enum):
    X = 1
print(copy.deepcopy([E.X])[0] is E.X)

from collections import OrderedDict, Counter, deque, ChainMap, defaultdict
o = OrderedDict([("a", 1), ("b", 2)])
o["c"] = 3
o.move_to_end("a")
print(list(o), o == {"a": 1, "b": 2, "c": 3}, o == OrderedDict(a=1, b=2, c=3), dict(o), list(o.items()), isinstance(o, dict))
o.move_to_end("c", last=False)
print(list(o.keys()), o.popitem(), o.popitem(last=False), len(o), type(o).__name__, list(reversed(OrderedDict(x=1, y=2))))
print(list((o | {"z": 1}).items()), type(o | {}).__name__, list(OrderedDict.fromkeys("ab", 0).items()), list(o.copy()))
c = Counter("abracadabra")
print(c, c["a"], c["zz"], "zz" in c, c.most_common(2), sorted(c.elements()), c.total(), len(c))
c.update("aab")
c.subtract({"a": 3, "q": 1})
c["n"] += 2
print(c, c + Counter(a=1), c - Counter(a=1), c & Counter(a=2, b=1), c | Counter(zz=1), +c, -c, c == Counter(c), Counter(a=0) == Counter())
print(Counter({"x": 2}), Counter(a=3), Counter(), Counter([1, 1, 2]).most_common(1)[0], dict(Counter("ab")), c.pop("a"), Counter(a=1, b=1).most_common())
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
print(d, d[0], d[-1], len(d), 2 in d, list(d), d.maxlen, bool(deque()))
d = deque("abc")
d.rotate(1)
d.extendleft("xy")
d.extend([1])
print(d, d.pop(), d.popleft(), d.count("a"), d == deque(["x", "c", "a", "b"]), sorted(deque([2, 1])))
d[0] = "Q"
del d[1]
d.remove("b")
d.reverse()
print(d, d.copy())
try:
    deque().pop()
except IndexError as e:
    print(e)
try:
    for i in d:
        d.append(1)
except RuntimeError as e:
    print(e)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], m.get("q"), "b" in m, len(m), dict(m), list(m), sorted(m.items()))
x = defaultdict(list, {"k": [1]})
x["n"].append(2)
print(x, dict(x), x.copy()["none"], defaultdict(int))

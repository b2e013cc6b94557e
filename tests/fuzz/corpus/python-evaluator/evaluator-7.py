a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
x = y = [1]
x += [2]
print(y)
d = {"a": 1}
d["b"] = d["a"] + 1
d["a"] += 10
del d["b"]
print(d, "a" in d, "b" not in d)
(n := 5)
print(n)

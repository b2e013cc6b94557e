print(1 if [] else 2, None or "x", "a" and "b", 0 or [], not None)
x = None
print(x is None, x is not None, [] == [], (1, 2) == (1, 2), {"a": 1} == {"a": 1.0}, "a" == 1, None == 0)

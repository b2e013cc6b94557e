print([x * y for x in range(3) if x for y in range(2)], {x: x * x for x in range(3)}, sorted({x % 2 for x in range(5)}))
print(sum(x for x in range(4)), any(x > 2 for x in range(5)), all(x for x in [1, 0]))
g = (x for x in [1, 2])
print(next(g), next(g), next(g, "end"))
class C:
    a = 3
    b = [i for i in range(3)]
print(C.b)

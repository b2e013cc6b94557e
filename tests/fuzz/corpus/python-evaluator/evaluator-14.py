print(len("hällo"), len([1, 2]), len({}), min(3, 1, 2), max([1, 5, 2]), abs(-3), sorted(["b", "a"], reverse=True), sorted([3, 1], key=lambda v: -v))
print(list(zip([1, 2], "ab")), list(enumerate("ab", 1)), list(reversed([1, 2])), list(map(str, [1, 2])), list(filter(None, [0, 1])))
print(int("42"), int(3.9), int("-0x1f", 16), float("1.5"), str(None), bool([]), tuple([1]), list("ab"), dict([("a", 1)], b=2), set([1, 1]))
print(isinstance(1, int), isinstance(True, int), isinstance("a", (int, str)), type(1) is int, type("a").__name__, callable(len))

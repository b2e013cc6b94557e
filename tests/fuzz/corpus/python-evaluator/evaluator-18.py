s = {1, 2} | {3}
print(sorted(s - {1}), sorted(s & {2, 9}), sorted(s ^ {3, 4}), {1} <= s, s >= {1}, {1, 2} == {2, 1}, {"a": 1} | {"b": 2})
print([1] * 3, "ab" * 2, (1,) + (2,), 3 in range(5), "b" in "abc", 5 not in [1])

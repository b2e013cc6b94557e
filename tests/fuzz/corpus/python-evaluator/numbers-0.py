values = [0, 1, -1, 2, 3, -7, 10, 255, True, False, 0.0, -0.0, 1.5, -2.5, 0.1, 1e16, 3.0, float("inf"), "a", "", None, [1], [], (1, 2), {}, {1: 2}, range(3)]
operators = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b,
    lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b,
    lambda a, b: a in b, lambda a, b: a and b, lambda a, b: a or b, lambda a, b: divmod(a, b), lambda a, b: min(a, b), lambda a, b: max(a, b),
]
for a in values:
    for b in values:
        if isinstance(a, str) and isinstance(b, range) or a == 1e16 or b == 1e16:
            continue
        if isinstance(a, range) and isinstance(b, (range, dict)):
            continue
        for operator in operators:
            try:
                print(repr(operator(a, b)))
            except Exception as e:
                print(type(e).__name__)

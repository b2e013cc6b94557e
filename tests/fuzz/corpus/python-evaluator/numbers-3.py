for call in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: int("a"), lambda: int(float("nan")), lambda: int(None), lambda: float([]), lambda: 10.0 ** 400, lambda: round("a"), lambda: abs("a"), lambda: -"a"]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e if not isinstance(e, (TypeError, OverflowError)) else "")

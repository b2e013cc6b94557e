for text in ["12", " 12 ", "-0x1f", "1_000", "1__0", "_1", "1_", "0b101", "012", "00", "1.5", " -1e5 ", "1e", "inf", "-Infinity", "1_0.5", ".5", "5.", "+5", "--5", "", " ", "1 2", "0x", "z", "1e400"]:
    for convert in [int, float, lambda t: int(t, 0), lambda t: int(t, 16), lambda t: int(t, 2), lambda t: int(t, 36)]:
        try:
            print(repr(convert(text)))
        except ValueError as e:
            print(e)
print(int(2.9), int(-2.9), int(True), float(3), float("nan") == float("nan"), (0.1).is_integer(), (3.0).is_integer())

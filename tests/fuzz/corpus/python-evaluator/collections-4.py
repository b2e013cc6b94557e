print("a", "b", sep="-", end="!\n"); print(); print(1, end=""); print(2); print("x", sep=None, end=None); print(*[1, 2], sep="\n")
print(isinstance(True, int), isinstance(1, (str, int)), issubclass(bool, int), callable(len), callable(1), type(1) is int, type("") == str, type(1).__name__, isinstance([], list), isinstance({}, (list, tuple)))
print(repr("a\x00b") if False else repr("a\x01b"), ascii("é"), repr("\u200b"), repr("\x85"), repr("'\""), [None, True, 1.0, "x", b"y", (1,), {"a": [1]}])

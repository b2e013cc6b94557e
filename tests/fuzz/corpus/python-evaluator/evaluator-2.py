print(repr("it's"), repr('say "x"'), repr("a\nb\\"), [1, "a", None, (1,), ()], {"k": [1.5]}, {1}, b"x\xff")

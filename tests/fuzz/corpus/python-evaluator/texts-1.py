for call in [
    lambda: "a".index("b"), lambda: "abc".index("c"), lambda: "a".split(""), lambda: "a".partition(""), lambda: ",".join([1]),
    lambda: "a".ljust(3, "xx"), lambda: "a" + 1, lambda: "a"[5], lambda: "a"["x"], lambda: 1 in "a", lambda: "a".join(1),
    lambda: "a".split(1), lambda: "a".startswith(1), lambda: "a".replace("b"), lambda: "a".strip(1), lambda: chr(-1), lambda: ord("ab"),
    lambda: "ab".find(), lambda: "ab".count(1), lambda: "a".zfill("x"),
]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)

print(f"{1 + 1} {'x'!r} {[1]} {{}} {3.5}", "%s and %r" % ("a", "b"), "%s" % 5, "100%%" % ())
name = "users"
print(f"DROP TABLE {name}" f" CASCADE {name.join(['a', 'b'])}")

match [1, 2]:
    case [a, 3]:
        pass
    case [a, b] if a > b:
        print("no")
    case [a, b]:
        print(a, b)
match {"a": None}:
    case {"a": x, "b": y}:
        print("no")
    case {"a": x}:
        print(x)
match 5:
    case 1:
        print("no")
print("done")
def g(v):
    for x in v:
        match x:
            case 1:
                yield "one"
            case str():
                continue
            case 9:
                return
            case _:
                yield x
print(list(g([1, "a", 2, 9, 1])))
match 1, 2:
    case 1, x:
        print(x)
match 3:
    case x:
        print(x)

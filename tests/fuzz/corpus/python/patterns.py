match a:
    case 1 | -2 | 3.5 | -4j | 1 + 2j | -1 - 2j: pass
    case 'a' | b'b' | 'c' 'd': pass
    case None | True | False: pass
    case a.b | a.b.c: pass
    case []: pass
    case [x]: pass
    case [x, *_, y]: pass
    case (x, y): pass
    case (x,): pass
    case (x): pass
match a, *b:
    case x, *y: pass
    case x,: pass
    case {}: pass
    case {'k': 1, -2: x, None: y, a.b: _, **rest}: pass
    case A(): pass
    case A.B(1, x, k=2, l=[y],): pass
    case (1 | 2) as x: pass
    case [1, 2] as x if x := 3: pass
    case _ if a: pass
    case _: pass
match = 1
match(a)
match[a]
match.a
match * a
match, case = a
match: int = 1
print(match)
match (a, b):
    case _: pass
match -a:
    case _: pass
match case:
    case case: case
match a:
    pass
match *a:
    case _: pass
match a:
    case [x, x]: pass
match a:
    case {1: x, True: y}: pass
match a:
    case {x: 1}: pass
match a:
    case {**x, 1: y}: pass
match a:
    case {**_}: pass
match a:
    case 1 as _: pass
match a:
    case 1 as a.b: pass
match a:
    case f'{b}': pass
match a:
    case 1 + 2: pass
match a:
    case +1: pass
match a:
    case A()(): pass

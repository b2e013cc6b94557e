from enum import Enum
class Color(Enum):
    RED = 1
    BLUE = 2
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
def f(v):
    match v:
        case None:
            return "none"
        case True | False as b:
            return "bool %s" % b
        case 0 | -1:
            return "low"
        case int(n) if n > 100:
            return "big %d" % n
        case int() | float() as n:
            return "number %s" % n
        case "a" | "b":
            return "letter"
        case str(s):
            return "text " + s
        case Color.RED:
            return "red"
        case Color():
            return "other color"
        case Point(x=0, y=y):
            return "on axis %s" % y
        case Point(x=x, z=z):
            return "never"
        case Point(x=x):
            return "point %s" % x
        case []:
            return "nothing"
        case [x]:
            return "one %s" % (x,)
        case [1, *rest, 9]:
            return "between %s" % rest
        case (first, [second, *_], third):
            return "nested %s %s %s" % (first, second, third)
        case [first, *_]:
            return "first %s" % first
        case {"type": "x", "value": value, **rest}:
            return "x %s %s" % (value, sorted(rest))
        case {"type": str(t)}:
            return "type " + t
        case {}:
            return "mapping"
        case _:
            return "else"
for v in [None, True, False, 0, -1, 0.0, 101, 5, 2.5, "a", "c", Color.RED, Color.BLUE, Point(0, 2), Point(3, 4), [], (), [7], (1, 9), [1, 2, 3, 9], [1, [2, 3], 4], [1, "xy", 4], range(3), {"type": "x", "value": 1, "q": 2, "r": 3}, {"type": "y"}, {"type": 5}, {}, {1}, b"ab", 1 == 1]:
    print(v if not isinstance(v, Point) else "point", f(v))

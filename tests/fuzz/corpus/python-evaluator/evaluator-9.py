try:
    try:
        raise ValueError("no")
    finally:
        print("finally")
except (KeyError, ValueError) as e:
    print("caught", e, e.args)
else:
    print("never")
try:
    {}["k"]
except KeyError as e:
    print(e)
try:
    [][1]
except IndexError as e:
    print(e)
def f():
    try:
        return 1
    finally:
        print("cleanup")
print(f())
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ArithmeticError as e:
    print(type(e).__name__, e)

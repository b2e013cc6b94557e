try:
    undefined_name
except NameError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
try:
    "a" + 1
except TypeError:
    print("TypeError")
try:
    a, b = [1]
except ValueError as e:
    print(e)
assert True
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(e)

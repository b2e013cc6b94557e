print({True: "a", 1: "b", 1.0: "c"}, {(1, 2): 3}[(1, 2)], {None: 1})
try:
    {[]: 1}
except TypeError as e:
    print(e)

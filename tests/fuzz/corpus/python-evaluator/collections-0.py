l = [3, 1, 2]
l.append(5); l.extend("ab"); l.insert(0, "x"); l.insert(-1, "y"); l.insert(99, "z")
print(l, l.pop(), l.pop(0), l.index(2), l.count(1), l)
l.remove("y"); l.reverse(); print(l, l.copy() == l, l.copy() is l)
l[1:3] = [9, 9, 9]; del l[0]; l += (7,); l *= 2; print(l)
l.clear(); print(l)
m = ["b", "A", "c"]
m.sort(); print(m)
m.sort(key=str.lower if False else (lambda s: s.lower()), reverse=True); print(m, sorted(m), sorted(m, key=len), sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda p: p[0], reverse=True))
print((1, 2, 1).count(1), (1, 2).index(2), [1, 2, 3][1:], (1, 2, 3)[::-1], [0] * 3, [1] + [2], (1,) + (2,))
for call in [lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(3), lambda: (1,).index(3), lambda: [1].pop(4), lambda: [1][5], lambda: [1, "a"].sort(), lambda: [].append(), lambda: [1].insert("a", 2), lambda: [].extend(1)]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)

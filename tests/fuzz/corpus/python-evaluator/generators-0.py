log = []
def chunks(values, size=2):
    log.append("begin")
    for start in range(0, len(values), size):
        log.append(start)
        yield values[start : start + size]
    else:
        log.append("else")
    log.append("end")
g = chunks([1, 2, 3])
log.append("made")
for c in g:
    log.append(c)
print(log, list(g), list(chunks("")), [x for x in chunks("abcde", 3)], sum(len(x) for x in chunks([1, 2, 3])))
def empty():
    return
    yield
print(list(empty()), next(empty(), "none"), tuple(empty()))

import itertools
from itertools import chain, product, zip_longest, islice, groupby, count, repeat, permutations, combinations
print(list(chain([1], "ab", ())), list(chain.from_iterable([[1], [2, 3]])), list(product([1, 2], "ab")), list(product([0, 1], repeat=2)), list(product()), list(product([1], [])), list(zip_longest([1, 2], "a", fillvalue="-")), list(zip_longest()), list(islice(range(10), 3)), list(islice("abcdef", 1, 5, 2)), list(islice([1], 0)), list(islice(count(5), 2, 4)), list(repeat("x", 2)), next(count(3, 2)))
print([(k, list(g)) for k, g in groupby([1, 1, 2, 1])], [(k, list(g)) for k, g in groupby(["a", "bb", "cc"], key=len)], list(permutations([1, 2, 3], 2)), list(permutations("ab")), list(combinations([1, 2, 3], 2)), list(combinations([1], 2)), list(permutations([], 0)), list(combinations("abcd", 3)))
it = iter([1, 2, 3, 4])
print(list(islice(it, 2)), list(it))
log = []
def f(x):
    log.append(x)
    return [x]
for x in chain.from_iterable(map(f, [1, 2])):
    log.append("got")
print(log)

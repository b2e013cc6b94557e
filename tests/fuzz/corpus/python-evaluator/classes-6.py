class A:
    n = 0
    items = []
    def __init__(self):
        A.n += 1
        self.items.append(self.n)
A(); A()
print(A.n, A.items, A().n)
a = A()
a.n = 50
print(a.n, A.n)
A.late = lambda self: "late"
print(a.late(), hasattr(A, "late"), hasattr(A, "never"))

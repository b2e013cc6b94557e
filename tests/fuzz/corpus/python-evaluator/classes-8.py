class A:
    def __init__(self):
        self.__secret = 1
        self.__x__ = 2
    def get(self):
        return self.__secret
    def __hidden(self):
        return "A"
    def call(self):
        return self.__hidden()
    __cls = 7
    def c(self):
        return self.__cls, A.__cls
class B(A):
    def __init__(self):
        super().__init__()
        self.__secret = 5
    def __hidden(self):
        return "B"
    def both(self):
        return self.get(), self.__secret, self._A__secret
b = B()
print(b.both(), b.call(), b._B__hidden(), b.c(), b.__x__, hasattr(b, "__secret"))

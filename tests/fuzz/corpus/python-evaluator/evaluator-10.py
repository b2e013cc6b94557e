class Base:
    kind = "base"
    def __init__(self, name):
        self.name = name
    def hello(self):
        return "%s %s" % (self.kind, self.name)
    @property
    def upper(self):
        return self.name + "!"
    @staticmethod
    def s(x):
        return x * 2
    @classmethod
    def make(cls, name):
        return cls(name)
class Derived(Base):
    kind = "derived"
    def __init__(self, name):
        super().__init__(name + "2")
    def hello(self):
        return "<" + super().hello() + ">"
print(Base("a").hello(), Derived("b").hello(), Derived.make("c").upper, Base.s(4), isinstance(Derived("x"), Base), issubclass(Derived, Base))

from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def show(self):
        return f"{self.name} {self.area()}"
class Square(Shape):
    name = "square"
    def area(self):
        return 4
print(Square().show())
try:
    Shape()
except TypeError as e:
    print(e)
class Half(Shape):
    def area(self):
        return 1
try:
    Half()
except TypeError as e:
    print(e)
class M(metaclass=ABCMeta):
    @abstractmethod
    def f(self):
        pass
try:
    M()
except TypeError as e:
    print(e)

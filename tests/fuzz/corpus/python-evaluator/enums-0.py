import enum
from enum import Enum, IntEnum, auto, unique
class Color(Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"
    def describe(self):
        return "%s is %s" % (self.name, self.value)
    @property
    def short(self):
        return self.value[0]
    @classmethod
    def default(cls):
        return cls.GREEN
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color("green"), Color["RED"], Color.CRIMSON is Color.RED, Color.RED == Color.GREEN, Color.RED.describe(), Color.GREEN.short, Color.default())
print([c.value for c in Color], len(Color), list(Color), list(Color.__members__.items()), Color.RED in Color, isinstance(Color.RED, Color), {Color.RED: 1}[Color.CRIMSON], f"{Color.RED}", "%s" % Color.RED)
for call in [lambda: Color("blue"), lambda: Color["BLUE"], lambda: Color.BLUE]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

from datetime import *
from enum import *
class A(Enum):
    X = auto()
print(timedelta(days=1), A.X, date(2020, 1, 1))
try:
    unknown_name_here = 1
    print(unknown_name_here)
finally:
    print("done")

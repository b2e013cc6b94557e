from __future__ import annotations
from typing import List, Optional, Union, TYPE_CHECKING, Any, Dict, cast, TypeVar, Generic, Callable
from collections.abc import Sequence
import typing as t
from abc import ABC, abstractmethod
T = TypeVar("T")
Maybe = Optional[List[int]]
x: Dict[str, Any] = {}
if TYPE_CHECKING:
    from nowhere import Nothing
class Base(ABC, Generic[T]):
    @abstractmethod
    def run(self) -> T:
        ...
class Real(Base[int]):
    def run(self):
        return cast(int, "5")
def f(a: Nothing, b: Optional[str] = None) -> t.Union[int, str]:
    return a
print(Real().run(), f(1), x, isinstance(Real(), Base))

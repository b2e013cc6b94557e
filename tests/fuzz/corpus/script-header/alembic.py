"""Add x

Revision ID: aa
Create Date: 2024-01-02 03:04:05

"""
from typing import Sequence, Union

revision: str = "aa"
down_revision: Union[str, None] = ('b' "b", r'c\d')  # comment
branch_labels = depends_on = None; x = '''
revision = "no"
'''
if x:
    def f():
        revision = 1


def upgrade() -> None:
    op.execute(f"it's {x!r}" \
               "\x41")

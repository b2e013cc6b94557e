a = r'\d' R"\d" u'x' U"y"
b = b'\x00\xff\n' rb'\d' bR'\d' Br"\d" BR'''\d''' b'\N{x}\u1234'
a = '\a\b\f\n\r\t\v\\\'\"\0\01\012\0123\x41\u00e9\U0001f600\
continued \d \8'
a = '''it's
"two" lines''' """ ""x" """
a = b'é'
a = 'x
a = '''x'
a = f'{x}', f"{x!r}", F'{x!s:>{width}}', rf'\d{x}', fR"\{x}", f'{{}}{x}}}', f'{x:%Y-%m-%d}'
a = f'' f"" 'x' f'{y}' 'z'
a = f'{x=}{x = }{x =!s}{x=:>5}{a + b = !r:^{w}}'
a = f'{lambda_(lambda x: 1)}{x if y else z}{ {1: 2}[1] }{[i for i in x]}{x, y}{(y := 1)}{x:=5}{a != b}{a == b}'
a = f"{f'{x}' + 'y'}{x['k']}"
a = f'''{
    x
  }"{y:
}'''
a = f'{x:{y}.{z}}' f'{x:{y!r}}'
a = f'{}'
a = f'{ }'
a = f'}'
a = f'{x'
a = f'{x!z}'
a = f'{x!}'
a = f'{lambda x: 1}'
a = f'{*x}'
a = f'{*x, *y}'
def f():
    a = f'{yield}{yield x}'
a = f'{x y}'
f'{x}' = 1
a = f'\n{x}\x41\{x}\\{y}'
a = rf'\'{x}'
a = f'\N{BULLET}{x}' '\N{LATIN SMALL LETTER A}'
a = f'{x}' b'y'
type A = int
type B[T] = list[T]
type type = type
type C[T: int, *Ts, **P] = dict[T, P]
def f[T](a: T) -> T: pass
class A[T: (int, str), *Ts, **P](B[T]): pass
async def g[T](): pass
a = f'{x['k']}' f"{"a" + f"{"b"}"}"
a = f'{'\n'.join(x)}' f"{x:{'\x20'}}"
a = f'{
  x  # comment
}'

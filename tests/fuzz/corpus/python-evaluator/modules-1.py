import textwrap
for text in ["", "a", "  a\n  b", "\n    a\n      b\n\n    c\n  \n", "\ta\n\t b\n", "  a\n\tb", "    x\n   \n    y  ", "a\n  b", "   \n", "  a\r\n  b"]:
    print(repr(textwrap.dedent(text)), repr(textwrap.indent(text, "--")))

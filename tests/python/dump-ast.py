#!/usr/bin/env python3
# dump-ast.py: CPython's syntax trees in the form of tests/python/ath-python-dump.c
#
# Reads paths from stdin, one a line.  Prints for each a line: "ok" and the
# tree, or "error" and the reason why CPython does not compile the file.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import ast
import struct
import sys
import warnings

SAFE = {i: chr(i) if 0x20 <= i < 0x7f and i not in b'"\\' else "\\x%02x" % i for i in range(256)}
ASYNC = {ast.AsyncFunctionDef: "FunctionDef", ast.AsyncFor: "For", ast.AsyncWith: "With"}
HAS_ASYNC = {ast.FunctionDef, ast.AsyncFunctionDef, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith}
SKIPPED = {"ctx", "type_comment", "type_ignores", "defaults", "kw_defaults", "kind"}


def quote(data):
    return '"%s"' % "".join(map(SAFE.__getitem__, data))


class Dumper:
    def __init__(self, source):
        self.lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if self.lines[0].startswith(b"\xef\xbb\xbf"):
            self.lines[0] = self.lines[0][3:]
        self.joined = None

    def column(self, line, offset):
        text = self.lines[line - 1]
        return offset + 1 if text.isascii() else len(text[:offset].decode()) + 1

    def place(self, node):
        if self.joined is not None or not hasattr(node, "lineno"):
            return ""
        return "@%d:%d-%d:%d" % (node.lineno, self.column(node.lineno, node.col_offset),
                                 node.end_lineno, self.column(node.end_lineno, node.end_col_offset))

    def segment(self, node):
        first, last = node.lineno - 1, node.end_lineno - 1
        if first == last:
            return self.lines[first][node.col_offset:node.end_col_offset]
        return b"\n".join([self.lines[first][node.col_offset:], *self.lines[first + 1:last],
                           self.lines[last][:node.end_col_offset]])

    def text(self, node, data):
        if b"\\N{" in self.segment(self.joined or node):
            return '"?"'
        return quote(data)

    def constant(self, node, value):
        place = self.place(node)
        if value is None or value is True or value is False:
            return "%s%s()" % (value, place)
        if value is Ellipsis:
            return "Ellipsis%s()" % place
        if isinstance(value, int):
            if value >= 1 << 63:
                value = self.segment(node).decode().replace("_", "").lower()
            return "Int%s(%s)" % (place, value)
        if isinstance(value, float):
            return "Float%s(%s)" % (place, struct.pack(">d", value).hex())
        if isinstance(value, complex):
            return "Complex%s(%s)" % (place, struct.pack(">d", value.imag).hex())
        if isinstance(value, bytes):
            return "Bytes%s(%s)" % (place, self.text(node, value))
        text = self.text(node, value.encode("utf-8", "surrogatepass"))
        prefixed = self.joined is None and getattr(node, "kind", None) == "u"
        return "Str%s(%s,%s)" % (place, text, "T" if prefixed else "F")

    def arguments(self, node):
        plain = node.posonlyargs + node.args
        defaults = dict(zip(plain[::-1], node.defaults[::-1]))
        defaults.update(zip(node.kwonlyargs, node.kw_defaults))

        def arg(item):
            if item is None:
                return "-"
            return "arg%s(%s,%s,%s)" % (self.place(item), quote(item.arg.encode()),
                                        self.value(item.annotation), self.value(defaults.get(item)))

        def args(items):
            return "[%s]" % ",".join(map(arg, items))
        return "arguments(%s,%s,%s,%s,%s)" % (args(node.posonlyargs), args(node.args),
                                              arg(node.vararg), args(node.kwonlyargs),
                                              arg(node.kwarg))

    def value(self, value):
        if value is None:
            return "-"
        if isinstance(value, list):
            return "[%s]" % ",".join(map(self.value, value))
        if isinstance(value, bool):
            return "T" if value else "F"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, str):
            return quote(value.encode())
        if isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
            return type(value).__name__
        return self.node(value)

    def fields(self, node):
        kind = type(node)
        for name in kind._fields:
            if name in SKIPPED:
                continue
            value = getattr(node, name, None)
            if name == "conversion":
                value = 0 if value == -1 else value
            elif name in ("simple", "is_async"):
                value = bool(value)
            yield self.value(value)
        if kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef) \
                and "type_params" not in kind._fields:
            yield "[]"
        if kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.For, ast.AsyncFor,
                    ast.With, ast.AsyncWith):
            yield "T" if kind in ASYNC else "F"

    def node(self, node):
        kind = type(node)
        if kind is ast.Constant:
            return self.constant(node, node.value)
        if kind is ast.arguments:
            return self.arguments(node)
        place = self.place(node)
        if kind is ast.MatchSingleton:
            return "MatchSingleton%s(%s)" % (place, self.constant(node, node.value))
        outer = self.joined
        if kind is ast.JoinedStr and outer is None:
            self.joined = node
        text = "%s%s(%s)" % (ASYNC.get(kind, kind.__name__), place, ",".join(self.fields(node)))
        self.joined = outer
        return text


def dump(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, path, "exec", dont_inherit=True)
        tree = ast.parse(source, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return "error %s" % str(error).replace("\n", " ")
    dumper = Dumper(source)
    return "ok [%s]" % ",".join(map(dumper.node, tree.body))


warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
for line in sys.stdin:
    print(dump(line.rstrip("\n")), flush=True)

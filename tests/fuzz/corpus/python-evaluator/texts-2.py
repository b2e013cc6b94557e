print(bytes.fromhex("00 ff41"), b"ab".hex(), b"\xc3\xa9".decode("utf8"), bytes([1, 2]), bytes("é", "utf-8"), b"a" + b"b", b"abc"[:2] if False else b"abc")
print(chr(233), ord("é"), hex(255), oct(8), bin(5), hex(-1))

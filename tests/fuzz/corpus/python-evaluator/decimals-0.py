from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP
D = Decimal
print(D("1.50"), repr(D("1.50")), D(5), D(), D(D("2")), D(True), D(" 7 "), D("-0"), D("1e3"), D("1E-7"), D("0.000001"), D("12.5e-10"), D(".5"), D("5."), f"{D('2.50')}", "%s" % D("1.0"))
print(D("1.10") + D("2.2"), D(1) - D("0.9"), D("1.5") * 2, 3 * D("0.10"), D(1) / D(3), D(2) / 3, 1 / D(8), D(10) / 2, -D("1.5"), -D("0"), D("0") - D("0"), D("-1.50") * 0, D(7) / D("0.5"))
print(D("1.0") == 1, D("1.0") == D("1.00"), D("2") > 1, D("-1") < D("1"), D(1) != None, D(1) == "1", bool(D("0.0")), bool(D("0.1")), max(D(1), D("1.5")), sorted([D(3), D("1"), D("2.5")]), sum([D("0.1"), D("0.2")]))
print(D("2.675").quantize(D("0.01")), D("2.675").quantize(D(".01"), rounding=ROUND_HALF_UP), D("2.679").quantize(D("0.01"), ROUND_DOWN), D("2.671").quantize(D("0.01"), rounding=ROUND_UP), D("5").quantize(D("0.00")), D("-0.001").quantize(D("0.01")), D("0.5").quantize(D(1)), D("1.5").quantize(D(1)))
print(isinstance(D(1), Decimal), type(D(1)).__name__)

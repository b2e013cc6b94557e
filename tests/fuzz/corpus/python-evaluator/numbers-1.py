ints = [0, 1, -1, 2, 3, -7, 10, 255, True, False]
for a in ints:
    for b in ints:
        print(a & b, a | b, a ^ b)
        if 0 <= b < 8:
            print(a << b, a >> b, a ** b)
    print(~a, -a, +a, abs(a), bool(a), str(a), float(a), a.bit_length())
print(2 ** -1, 2.0 ** 0.5, 0 ** 0, 1 // 0.1, -1 // 0.1, 7.5 % -2, -7.5 % 2, 5 % -3, -5 // 3, 1e308 * 10, 7 / 2, 6 / 2)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1.005, 2), round(5), round(5, 2), round(1234.5678, 0), round(3.7), round(1e15 + 0.3, 1))

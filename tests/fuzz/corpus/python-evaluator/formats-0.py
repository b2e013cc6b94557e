numbers = [0, 1, -1, 42, -255, 1234567, True, 0.0, 1.5, -2.675, 1e10, 123456.789, 1e-5, 1e22, 0.1, 3.0, 1e15, 1e16, 0.5, 5e-324]
specs = ["", "5", "<8", ">8", "^8", "=8", "*<9", "x^9", "08", "+", " ", "+8", "-5", ",", "_", "012", "<08", ">+9"]
for n in numbers:
    for spec in specs:
        print(format(n, spec), end="|")
    for spec in [".2f", "e", ".3e", "g", ".3g", "f", "%", ".1%", "10.2f", "E", "G", ",.2f", ".0f"]:
        print(format(n, spec), end="|")
    print("%s %r %5s|%-5s|%f %.2f %e %g %5.1f %+.1f %05.1f" % (n, n, n, n, n, n, n, n, n, n, n))
for n in [0, 1, -1, 42, -255, True]:
    print(f"{n:d} {n:x} {n:X} {n:o} {n:b} {n:#x} {n:#010b} {n:c}" if n == 42 else f"{n:d} {n:x} {n:X} {n:o} {n:b} {n:#x} {n:#010b}")
    print("%d %5d %-5d %05d %+d % d %x %X %o %#x %i" % (n, n, n, n, n, n, n, n, n, n, n))
for n in [1.5, 2.25, 123.456, 1e20]:
    print(f"{n:.3} {n:.10} {n:.1} {n:8.4}")

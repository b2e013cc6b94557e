import csv, io
text = 'id,name,note\n1,"a, b","say ""hi"""\n\n2,x,"two\nlines"\n3, y ,\n'
print(list(csv.reader(io.StringIO(text))))
print([dict(r) for r in csv.DictReader(io.StringIO(text))])
for row in csv.DictReader(["a;b", "1;2;3", "4", "", "5;'x;y'"], delimiter=";", quotechar="'"):
    print(row)
r = csv.reader(["a, \"b c\",d", "\"x\"y,z", "q\"r,s\r\n", ",", "\"open"], skipinitialspace=True)
print(next(r), list(r))
print(list(csv.reader(["a,b\r\n", "\"c\r\nd\",e\r\n"])), list(csv.reader([])), list(csv.reader(["", "\n"])))
print(csv.DictReader(io.StringIO(text)).fieldnames, list(csv.DictReader(["1,2"], fieldnames=["x", "y"])))
try:
    list(csv.reader(["a\rb"]))
except csv.Error as e:
    print(type(e).__name__)
try:
    list(csv.reader([b"a"]))
except csv.Error as e:
    print(e)

total = 0
def add(n):
    global total
    total += n
for i in range(5):
    if i == 1:
        continue
    if i == 4:
        break
    add(i)
else:
    print("never")
print(total)
for i in []:
    pass
else:
    print("else")
while total:
    total -= 1
else:
    print("done", total)

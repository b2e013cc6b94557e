items = []
for k, v in {"a": 1, "b": 2}.items():
    items.append((k, v))
print(items)

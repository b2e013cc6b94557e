import json
values = [None, True, False, 0, -5, 1.5, 1e22, 1e-7, "a\"b\\c\n\t\x01é漢\U0001f600/\x7f", [], {}, [1, [2, []], {"a": {}}], {"a": 1, "b": [1, 2], 3: 4, None: 5, True: 6, 1.5: 7}, (1, 2), float("inf"), float("nan"), float("-inf")]
for v in values:
    print(json.dumps(v), json.dumps(v, ensure_ascii=False), json.dumps(v, indent=2), json.dumps(v, separators=(",", ":")), json.dumps(v, indent="\t", separators=(";", "=")), json.dumps(v, indent=0))
print(json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True), json.dumps({(1, 2): 1, "a": 2}, skipkeys=True), json.dumps([1, {2}], default=lambda s: sorted(s)), json.dumps({"a": 1}, indent=None))
for call in [lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({"a": 1, 2: 3}, sort_keys=True)]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

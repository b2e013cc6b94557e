import json
for text in ['null', 'true', ' [1, 2.5, -3e2, "x"] ', '{"a": {"b": []}, "c": 1}', '"\\u00e9\\ud83d\\ude00\\n\\/"', '{}', '[]', '0', '-0', '-0.0', '1E5', 'NaN', 'Infinity', '-Infinity', '{"a":1,"a":2}', '"é"', '',  '[1,]', '{"a"}', '{"a":}', '{a:1}', '[1 2]', '"abc', '"a\nb"', '01', '1.', '.5', '-', 'nul', '[1] x', '{"a":1,}', '"\\x"', '"\\u12"', '[', '{', ' ', '1e', 'tru\n']:
    try:
        print(repr(json.loads(text)))
    except json.JSONDecodeError as e:
        print("JSONDecodeError", e)
try:
    json.loads(1)
except TypeError as e:
    print(e)
try:
    json.loads("x")
except ValueError:
    print("ValueError")

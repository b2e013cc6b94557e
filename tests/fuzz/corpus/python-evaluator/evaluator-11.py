class MyError(Exception):
    pass
class Other(MyError):
    def __init__(self, code):
        super().__init__("code %s" % code)
        self.code = code
try:
    raise Other(5)
except MyError as e:
    print(e, e.code, isinstance(e, Other))
try:
    raise MyError
except Exception as e:
    print(type(e).__name__, str(e) == "")

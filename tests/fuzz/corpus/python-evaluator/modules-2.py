import os, os.path
from os import environ, path
print(os.path.join("a", "b", "/c", "d"), os.path.join("a/", "b"), os.path.join("", "x"), os.path.join("a", ""), path.basename("/a/b.txt"), path.basename("/a/"), path.dirname("/a/b"), path.dirname("a"), path.dirname("/a"), path.dirname("//x/y//z"), path.splitext("/a/b.tar.gz"), path.splitext(".bashrc"), path.splitext("a.b/c"), path.splitext("..x"), path.normpath("/a/./b/../c//d/"), path.normpath("a/../.."), path.normpath(""), path.normpath("//a"), path.abspath("/x/../y"), path.isabs("/a"), os.sep)
print(os.getenv("ATHANOR_NO_SUCH"), os.getenv("ATHANOR_NO_SUCH", "d"), os.environ.get("ATHANOR_NO_SUCH", 5), "ATHANOR_NO_SUCH" in os.environ)
os.environ["ATHANOR_NO_SUCH"] = "now"
print(os.getenv("ATHANOR_NO_SUCH"), environ["ATHANOR_NO_SUCH"], os.environ.setdefault("ATHANOR_NO_SUCH", "x"))
try:
    os.environ["ATHANOR_NOR_THIS"]
except KeyError as e:
    print(e)

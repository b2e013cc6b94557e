from pathlib import Path
p = Path("/a/b/c.tar.gz")
print(p, repr(p), p.name, p.stem, p.suffix, p.parent, p.parent.parent, p.parents[1], p / "x", p / "/y", Path("a") / Path("b"), "z" / Path("q"), p.joinpath("x", "y"), p.with_suffix(".sql"), p.with_suffix(""), Path("a//b/./c/"), Path(""), Path("."), Path("/").parent, Path("a").parent, Path(".x").suffix, Path("a.").suffix, p == Path("/a/b/c.tar.gz"), Path("..", "a"), len(Path("/a/b").parents), str(Path("x")), f"{p}", p.absolute())

for text in ["", "a", "héllo"]:
    for spec in ["", "5", "<5", ">5", "^5", "*^9", ".2", ">5.1", "s", "é>4"]:
        print("<%s>" % format(text, spec), f"<{text:{spec}}>", "<{:{}}>".format(text, spec))
    print(f"{text!r:>10} {text!s:5}| {text!a} {text=} {text = !s} {text=:>7}")

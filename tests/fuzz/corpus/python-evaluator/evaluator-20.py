raise ValueError("at the end")

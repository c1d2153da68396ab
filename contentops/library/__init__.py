"""Finding what was written before, to use it again."""

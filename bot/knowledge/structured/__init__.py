"""Reads JSON and YAML. Both become a tree of objects and lists, and the same rules find the entries in it."""

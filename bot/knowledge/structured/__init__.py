"""Reads JSON and YAML: both come to one tree of objects and lists, and one set of rules finds the entries in it."""

"""Measures how fast the bot is: corpora of any size, other libraries in the same run, and whole processes.

Import the modules one by one: the one that measures processes must use little memory itself.
"""

"""How fast it is: corpora of any size, this bot and its peers in one run, and the start of whole processes.

The modules are imported one by one, for what measures processes has to be light itself.
"""

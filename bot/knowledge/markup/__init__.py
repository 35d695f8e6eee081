"""Front ends for documents that are not Markdown: each writes Markdown, which the Markdown reader then reads.

So the rules about what is a question, a topic or an answer are the same for all of them.
"""

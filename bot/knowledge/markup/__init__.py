"""Front ends for documents that are not Markdown. Each converts its format to Markdown for the Markdown reader.

So the same rules find questions, topics and answers in all formats.
"""

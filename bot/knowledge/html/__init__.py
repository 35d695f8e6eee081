"""Converts HTML to rows of Markdown: whole pages, parts of a document, and single answers. Finds no questions."""

"""Document formats that the bot does not read, and how to convert each."""

from collections.abc import Mapping
from types import MappingProxyType

WAYS_OUT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".docx": ("a Word file", "save it as “Web page, filtered (.html)” or as plain text"),
        ".doc": ("an old Word file", "save it as “Web page, filtered (.html)” or as plain text"),
        ".odt": ("a LibreOffice text", "save it as HTML or as plain text"),
        ".rtf": ("a rich-text file", "save it as HTML or as plain text"),
        ".pdf": ("a PDF file", "export the document that it was made from as HTML, Markdown or plain text"),
        ".xls": ("an old Excel file", "save it as .xlsx or .csv"),
        ".xlsb": ("a binary Excel file", "save it as .xlsx or .csv"),
        ".numbers": ("a Numbers file", "export it as .xlsx or .csv"),
        ".pages": ("a Pages file", "export it as plain text"),
        ".pptx": ("a PowerPoint file", "copy the questions and answers into a text file"),
        ".epub": ("an e-book", "convert it to HTML"),
        ".xml": ("an XML file", "export it as CSV or JSON"),
        ".tex": ("a LaTeX file", "convert it to Markdown, for example with pandoc"),
        ".textile": ("a Textile file", "convert it to Markdown, for example with pandoc"),
        ".wiki": ("a wiki page", "convert it to Markdown, for example with pandoc"),
        ".mediawiki": ("a wiki page", "convert it to Markdown, for example with pandoc"),
        ".zip": ("an archive", "unpack it, and name the folder"),
        ".gz": ("an archive", "unpack it, and name the file"),
        ".7z": ("an archive", "unpack it, and name the folder"),
        ".ipynb": ("a notebook", "export it as Markdown"),
    }
)
"""By extension: the name of the format, and how to convert it to one that the bot reads."""

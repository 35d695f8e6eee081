"""Patterns that show which markup of generators a document may contain."""

import re

TRIGGER = re.compile(
    r"^[ \t]*(?:!!!|\?\?\?|===[!+]?\s|:::|:\s+\S|>\s?\[!|(?:`{3,}|~{3,})\{)|\{[{%:/<.]|[\])]\{|</?[A-Z]|<[a-z]+-[a-z]"
    r"|<template\s|<%|^[ \t]*(?:>|[-*+]|\d{1,3}[.)])[ \t]*(?:#{1,6}[ \t][^\n]*[?？؟]|<details|[*_]{0,2}Q)"
    r"|\[\[|\+\+\w|:(?:material|fontawesome|octicons|simple)-|^import\s|^export\s|^--8<--|\\\\[ \t]*$",
    re.MULTILINE,
)
"""Finds documents that may contain generators' markup."""
_LABEL = r"(?:\*\*|__)?Q\d{0,3}\s?[:.]"
FRAME = re.compile(
    rf"[ \t]*(?:(?P<sign>>)[ \t]*(?=#{{1,6}}[ \t]|<details|{_LABEL})"
    r"|(?:[-*+]|\d{1,3}[.)])[ \t]+(?=#{1,6}[ \t]|<details))"
)
"""A list item or a quote that begins with a heading, with `<details>`, or a quote with a label."""
FRAMED = re.compile(rf"^{FRAME.pattern}(?:#+[^\n]*[?？؟]\s*$|<details|{_LABEL})", re.MULTILINE)
"""Such an item, only with a heading that asks."""
GENERATED = re.compile(r"\{%-?\s*\w|\{\{[<%]|\{\{\s*(?:site|page)\.")
"""Shows that a site generator fills in variables."""
SLOT = re.compile(r"<template\s+(?:#|v-slot:)(?P<name>[\w-]+)[^<>]*>(?P<content>.*?)</template>", re.DOTALL)
"""A part of a component of Vue. It becomes a component with that name."""
LONG_SHORTCODE = re.compile(r"\{\{[<%][^{}\n]{0,200}\n[^{}]{0,2000}?[%>]\}\}")
"""A shortcode on several lines."""
OPTION = re.compile(r":[\w-]{1,40}:(?:\s|$)")
"""An option of a directive of MyST, directly below its first line."""

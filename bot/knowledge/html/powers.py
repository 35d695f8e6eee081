"""Writes powers of HTML as characters. Markdown has no marks for them, and without any, "10<sup>6</sup>" is 106."""

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")


def raised(text: str) -> str:
    """A power in small figures. Other raised text, such as the sign of a trade mark, stays as it is."""
    bare = text.strip()
    return bare.translate(_RAISED) if bare and all(ord(char) in _RAISED for char in bare) else text

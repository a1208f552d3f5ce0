"""How wide a text is in Arial, closely enough to break a label into lines before anything is drawn."""

NARROW, WIDE, CAPITAL, OTHER = 0.28, 0.89, 0.70, 0.556


def width_of(text: str, size: float) -> float:
    """About the width of a line of text in the units of ``size``."""
    return sum(_width(character) for character in text) * size


def _width(character: str) -> float:
    if character in "il.,:;'|!jtfI ()[]/-r":
        return 0.333 if character in "()-r" else NARROW
    if character in "mMW@%" or ord(character) > 0x2E80:
        return WIDE if ord(character) < 0x2E80 else 1.0
    return CAPITAL if character.isupper() else OTHER


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than ``width``; a word that is too long by itself is cut."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width, size):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces

"""Kinds of characters."""


def is_chinese(character: str) -> bool:
    """Whether it is one of the usual range: the extensions lie elsewhere, and the models know none of them."""
    return "\u3400" <= character <= "\u9fff"


def is_simplified(character: str) -> bool:
    """Whether it is one of the 6,763 of everyday print; traditional ones are not among them."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True

"""Kinds of characters."""


def is_chinese(character: str) -> bool:
    """Whether it is one of the usual range: the extensions lie elsewhere, and the models know none of them."""
    return "\u3400" <= character <= "\u9fff"


def has_chinese(text: str) -> bool:
    """Whether one of them is."""
    return any(map(is_chinese, text))


def is_mostly_chinese(text: str) -> bool:
    """Whether half of them are."""
    return bool(text) and sum(map(is_chinese, text)) * 2 >= len(text)


def is_simplified(character: str) -> bool:
    """Whether it is one of the 6,763 of everyday print; traditional ones are not among them."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True

"""统一社会信用代码 after GB 32100-2015: 18 characters, the last of which follows from the others."""

import unicodedata

from caseorg.domain.remark import Remark, remark

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
_LENGTH = 18
_OLD_LENGTH = 15  # of the registration numbers before 2015
_BASE = 31
_WEIGHTS = tuple(pow(3, place, _BASE) for place in range(_LENGTH - 1))


def tidy_code(typed: str) -> str:
    """The code without blanks and hyphens, in ASCII capitals."""
    plain = unicodedata.normalize("NFKC", typed)
    kept = (character for character in plain if not character.isspace() and character != "-")
    return "".join(character.upper() if character.isascii() else character for character in kept)


def check_character(body: str) -> str:
    """The 18th character that belongs to the first 17."""
    total = sum(_CHARACTERS.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _CHARACTERS[-total % _BASE]


def code_fault(typed: str) -> Remark | None:
    """What is wrong with a code; None for a right one and for none at all."""
    code = tidy_code(typed)
    if not code:
        return None
    if len(code) == _OLD_LENGTH and code.isdigit():
        return remark("This is an old registration number; the licence now shows a credit code of 18 characters.")
    if len(code) != _LENGTH:
        return remark("A credit code has 18 characters, this one has {count}.", count=len(code))
    if strange := [character for character in code if character not in _CHARACTERS]:
        shown = " ".join(dict.fromkeys(strange))
        return remark("No credit code has {characters} in it; compare it with the licence.", characters=shown)
    if code[-1] != check_character(code[:-1]):
        return remark("The last character does not fit the others; compare the credit code with the licence.")
    return None

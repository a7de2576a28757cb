"""Names of people: a key that does not depend on order, case or courtesy title."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from pdscan.values.text import is_placeholder

Script = Literal["latin", "cjk", "mixed", "none"]

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_NOT_LETTER = re.compile(r"[\W\d_]+")
_APOSTROPHE = re.compile(r"['’`´]")
_HONORIFICS = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "mdm", "master", "mstr", "rev"),
        *("hon", "jp", "esq", "herr", "frau", "mme", "mlle", "monsieur", "madame", "señor", "señora"),
    }
)
_CJK_HONORIFIC = re.compile(r"(?:先生|女士|小姐|太太|夫人|博士|醫生|医生|教授|同學|同学|老師|老师)\Z")


def script_of(text: str) -> Script:
    """Which letters a text is written in, digits and punctuation aside."""
    cjk = not text.isascii() and _CJK.search(text) is not None
    if _LATIN.search(text):
        return "mixed" if cjk else "latin"
    return "cjk" if cjk else "none"


def name_key(text: str) -> str | None:
    """The same key for the same name however written: `CHAN, Tai-Man`, `Mr Tai Man Chan`, `chan tai man`.

    Latin words are sorted, since order differs between systems; Chinese characters keep theirs. None for
    blanks, placeholders and text without letters.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if is_placeholder(text):
        return None
    words = _NOT_LETTER.sub(" ", _APOSTROPHE.sub("", text.casefold())).split()
    latin = sorted(word for word in words if word not in _HONORIFICS and not _CJK.search(word))
    chinese = ""
    if len(latin) < len(words):
        chinese = _CJK_HONORIFIC.sub("", "".join(word for word in words if _CJK.search(word)))
    return " ".join([*latin, chinese] if chinese else latin) or None

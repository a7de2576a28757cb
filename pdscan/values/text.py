"""Plain text helpers: one form for the same characters, and values that stand for no value at all."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_FLOAT_OF_WHOLE = re.compile(r"([0-9]+)\.0+\Z")
_NOT_WORD = re.compile(r"[\W_]+")
_ONE_CHARACTER = re.compile(r"(.)\1{2,}\Z", re.DOTALL)

_WORDS = frozenset(
    {
        *("na", "n a", "nil", "null", "none", "nan", "nat", "unknown", "unknow", "not available", "not applicable"),
        *("not provided", "not specified", "no data", "missing", "blank", "empty", "undefined", "tbc", "tba", "tbd"),
        *("test", "testing", "test test", "dummy", "sample", "xxx", "anonymous", "anonymised", "redacted", "deleted"),
        *("removed", "true", "false"),
        *(
            "不詳",
            "不详",
            "無",
            "无",
            "沒有",
            "没有",
            "未知",
            "不適用",
            "不适用",
            "不明",
            "測試",
            "测试",
            "空白",
            "匿名",
        ),
        *("未提供", "未填", "已刪除", "已删除"),
    }
)
_NUMBERS = frozenset({"12345678", "87654321", "123456789", "1234567890", "11223344", "0123456789"})
_MAILS = frozenset({"a@a.com", "a@b.com", "a@b.c", "test@test.com", "abc@abc.com", "xxx@xxx.com", "no@email.com"})
_MAIL_WORDS = frozenset({"na", "n/a", "nil", "none", "noemail", "no-email", "unknown", "test", "noreply@noreply"})
_LEAST_REPEATED = 4


def normalise(text: str) -> str:
    """The text without blanks at its ends, full-width characters as their usual form (NFKC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.strip()


def squeeze(text: str) -> str:
    """Normalised text with every run of blanks as one space."""
    return _BLANKS.sub(" ", normalise(text))


def without_float_tail(text: str) -> str:
    """`98765432.0` as `98765432`: whole numbers that passed through a spreadsheet or a data frame."""
    whole = _FLOAT_OF_WHOLE.match(text)
    return whole.group(1) if whole else text


def is_placeholder(text: str) -> bool:
    """Whether a value stands for no value: n/a, unknown, 不詳, 00000000, a@a.com, or nothing but punctuation.

    Strict on purpose: a real person's data taken for a placeholder is a person not counted, whereas a
    placeholder that is missed shows as a value shared by many and is ignored there.
    """
    text = without_float_tail(normalise(text).lower())
    if "@" in text:
        local, _, _ = text.partition("@")
        return text in _MAILS or local in _MAIL_WORDS
    words = _NOT_WORD.sub(" ", text).strip()
    if not words or words in _WORDS:
        return True
    digits = words.replace(" ", "")
    if not digits.isdigit():
        # XXXXXXXX, but not a short surname or code such as "aaa".
        return len(digits) >= _LEAST_REPEATED and digits.isascii() and _ONE_CHARACTER.match(digits) is not None
    if digits in _NUMBERS or (digits.startswith("852") and digits[3:] in _NUMBERS):
        return True
    local = digits[3:] if len(digits) == 11 and digits.startswith("852") else digits
    return len(local) >= _LEAST_REPEATED and _ONE_CHARACTER.match(local) is not None

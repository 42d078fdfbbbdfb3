"""E-mail addresses and telephone numbers, which are never public."""

import re

from awardsportal.thai.text import thai_digits_to_arabic

# Between two digits of a number: no more than one sign, and spaces around it.
_GAP = r"[ \u00a0]?[-.()\u2010-\u2015]?[ \u00a0]?"
_NOT_A_DATE = rf"(?!\d{{1,2}}(?!\d){_GAP}\d{{1,2}}(?!\d){_GAP}\d{{2,4}}(?!\d))"
_ABROAD = rf"(?:\+ ?|00)66{_GAP}(?:\(0\))?(?:{_GAP}\d){{8,9}}"
_AT_HOME = rf"{_NOT_A_DATE}0(?!\.)(?:{_GAP}[2-57](?:{_GAP}\d){{7}}|{_GAP}[689](?:{_GAP}\d){{8}})"
_MORE = r"(?: ?(?:[-,\u2010-\u2015]|ถึง|ต่อ|ext\.?|#) ?\d{1,5}(?!\d|[./]\d))*"
# An e-mail address, to which Thai words may stick.
_MAIL = (
    r"(?<![A-Za-z0-9._%+-])(?P<contact>(?:[A-Za-z0-9._%+-]+|[ก-๛]{1,64})"
    r"@(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[ก-๛]+(?:\.[ก-๛]+)+))"
)
# The address of a page is no contact, whatever digits are in it.
_PAGE = r"(?:https?://|www\.)[!-~]+"
# A number that a word in front makes one: an extension, or one parted in an unusual way.
_SAID = (
    r"(?<![A-Za-z])(?:โทร(?:ศัพท์|สาร)?|แฟกซ์|มือถือ|tel|fax) ?[.:] ?"
    rf"(?P<contact>[+(]?\d(?:{_GAP}\d){{2,14}}{_MORE})"
)
_HOTLINE = r"(?:สายด่วน|โทร|hotline|call cent(?:er|re)) ?(?P<contact>1\d{3})(?!\d)"
# A number of a town, a province or a mobile telephone.
_LINE = rf"(?<![\dA-Za-z])(?<!\d[-./,])(?P<contact>\(?(?:{_ABROAD}|{_AT_HOME})(?![\d/]|\.\d){_MORE})"
_CONTACTS = [re.compile(sign, re.IGNORECASE) for sign in (_MAIL, _PAGE, _SAID, _HOTLINE, _LINE)]


def contacts_in(text):
    """The e-mail addresses and telephone numbers in a text, as typed and in its order."""
    left, found = thai_digits_to_arabic(text), {}
    for pattern in _CONTACTS:
        for match in pattern.finditer(left):
            if contact := match.groupdict().get("contact"):
                start = match.start("contact")
                found[start] = text[start : start + len(contact)]
        left = pattern.sub(lambda match: "\n" * len(match[0]), left)
    return [found[start] for start in sorted(found)]

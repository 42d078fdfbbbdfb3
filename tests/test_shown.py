"""What stands on a page in the other language is marked as such."""

import pytest
from django.utils import translation

from awardsportal.shown import language_mark, marked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("DGA", "DGA"),
        ("กรมหนึ่ง", '<span lang="th">กรมหนึ่ง</span>'),
        (
            "ก.ล.ต. (2020). รางวัล, 2563. See https://x/",
            '<span lang="th">ก.ล.ต. (2020). รางวัล</span>, 2563. See https://x/',
        ),
        ("A <ก> & ข", 'A &lt;<span lang="th">ก</span>&gt; &amp; <span lang="th">ข</span>'),
        ("", ""),
    ],
)
def test_all_thai_in_a_text_of_an_english_page_is_marked(text, shown):
    with translation.override("en"):
        assert marked(text) == shown


@pytest.mark.parametrize(("text", "mark"), [("กรม", ' lang="th"'), ("A กรม", ' lang="th"'), ("DGA", "")])
def test_an_element_is_marked_as_thai_where_it_holds_any(text, mark):
    with translation.override("en"):
        assert language_mark(text) == mark


def test_nothing_is_marked_on_a_thai_page():
    with translation.override("th"):
        assert (marked("กรม <A>"), language_mark("กรม")) == ("กรม <A>", "")

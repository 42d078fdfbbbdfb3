"""What stands on a page in the other language is marked as such."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from awardsportal.shown import language_mark, local, marked, whole


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
        assert (marked("กรม <A>"), language_mark("กรม")) == ("กรม &lt;A&gt;", "")


def in_spans(text):
    """The HTML in which what stands in brackets is kept whole."""
    return text.replace("[", '<span class="whole">').replace("]", "</span>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("กรมที่ดิน", "กรมที่ดิน"),
        ("ธรรมาภิบาลข้อมูลภาครัฐ", "[ธรรมาภิบาล]ข้อมูล[ภาครัฐ]"),
        ("สำนักงาน ก (องค์การมหาชน)", "สำนักงาน ก ([องค์การมหาชน])"),
        ("เทศบาลเมืองอรัญญประเทศ", "เทศบาล[เมืองอรัญญประเทศ]"),
        ("องค์การบริหารส่วนตำบลป่าหุ่ง จังหวัดเชียงราย", "องค์การบริหารส่วน[ตำบลป่าหุ่ง] จังหวัดเชียงราย"),
        ("มอบแก่นางสาวรื่นวดี สุวรรณมงคล", "มอบแก่[นางสาวรื่นวดี] สุวรรณมงคล"),
        ("โดย ดร.สุพจน์, นายกรัฐมนตรี", "โดย [ดร.สุพจน์], [นายกรัฐมนตรี]"),
        ("ตำบล" + "ก" * 300, "ตำบล" + "ก" * 300),
        ("</script><b>ภาครัฐ & 'ก'", "&lt;/script&gt;&lt;b&gt;[ภาครัฐ] &amp; &#x27;ก&#x27;"),
        ("&lt;ภาครัฐ&gt;", "&amp;lt;[ภาครัฐ]&amp;gt;"),
    ],
)
def test_words_of_a_name_that_browsers_do_not_know_are_kept_whole(text, shown):
    assert whole(text) == in_spans(shown)


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("นางสาวรื่นวดี สุวรรณมงคล", "[นางสาวรื่นวดี] [สุวรรณมงคล]"),
        ("Mr. ดร.เอกนิติ นิติทัณฑ์ประภาศ", "Mr. [ดร.เอกนิติ] [นิติทัณฑ์ประภาศ]"),
        (f"{'กี้' * 15} {'ข' * 16}", f"[{'กี้' * 15}] {'ข' * 16}"),
        ("<ก>& </script>", "[&lt;ก&gt;&amp;] &lt;/script&gt;"),
    ],
)
def test_each_part_of_a_persons_name_is_kept_whole_unless_it_is_longer_than_a_line(person, shown):
    with translation.override("th"):
        assert local(SimpleNamespace(person_th=person, person_en=""), "person") == in_spans(shown)


def test_what_is_kept_whole_is_marked_as_thai_on_an_english_page():
    with translation.override("en"):
        name = local(SimpleNamespace(name_th="<ภาครัฐ>", name_en=""), "name")
        said = marked("DGA: ภาครัฐ")

    assert name == in_spans('<span lang="th">&lt;[ภาครัฐ]&gt;</span>')
    assert said == in_spans('DGA: <span lang="th">[ภาครัฐ]</span>')

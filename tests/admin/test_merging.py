from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies import merging
from agencies.models import Agency, DistinctPair, Merge, NameKind
from awards.roles import ADMINISTRATOR, APPROVER, READER
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_user,
    make_winner,
)
from tests.pages import texts

AGENCIES = "/en/admin/agencies/agency/"
DUPLICATES = f"{AGENCIES}duplicates/"


@pytest.fixture
def kept(db):
    return make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department")


@pytest.fixture
def gone(db):
    return make_agency("กรมสรรพกร", code="rd2", website="https://www.rd.go.th")


@pytest.fixture
def merged(gone, kept, clerk):
    return merging.merge(gone=gone, kept=kept, by=clerk)


def merge_page(one, other):
    return f"{AGENCIES}merge/{one.pk}/{other.pk}/"


def page_of(row):
    return f"/en/admin/agencies/{row._meta.model_name}/{row.pk}/change/"


def undo_page(record):
    return f"/en/admin/agencies/merge/{record.pk}/undo/"


def messages_of(page):
    return [unescape(text) for mark in (".success", ".warning", ".error") for text in texts(page, mark)]


def choose(desk, *agencies):
    chosen = {"action": "merge_two", "_selected_action": [agency.pk for agency in agencies]}
    return desk.post(AGENCIES, chosen, follow=True)


def test_two_chosen_in_the_list_stand_side_by_side(desk, gone, kept):
    make_winner(make_category(make_ceremony(2020), title_th="หน่วยงานดีเด่น"), agency=gone)
    make_name(kept, "RD")

    page = choose(desk, gone, kept)

    assert page.redirect_chain == [(merge_page(*sorted((gone, kept), key=lambda each: each.pk)), 302)]
    cells = texts(page, "td")
    assert {"กรมสรรพากร", "Revenue Department", "rd", "rd2"} <= set(cells)
    assert "– (filled in from the other if this one is kept)" in cells
    assert "1 หน่วยงานดีเด่น (2020) · กรมสรรพกร" in cells
    assert "1 RD (Abbreviation)" in cells


def test_what_differs_is_marked(desk, gone, kept):
    page = desk.get(merge_page(gone, kept))

    marked = [text for text in texts(page, "th") if text.endswith("differs")]
    assert marked == ["Name in Thai differs", "Name in English differs", "Code differs", "Website differs"]


@pytest.mark.parametrize("count", [1, 3])
def test_any_other_number_than_two_is_told(desk, count):
    page = choose(desk, *(make_agency() for _n in range(count)))

    assert messages_of(page) == [f"Choose exactly two agencies to merge, not {count}."]


def test_the_one_with_more_hanging_on_it_is_chosen_beforehand(desk, gone, kept):
    make_winner(agency=gone)

    page = " ".join(text_of(desk.get(merge_page(kept, gone))).split())

    assert page.count("checked") == 1
    assert f'name="keep" value="{gone.pk}" checked>' in page


def test_confirmed_the_other_is_merged_and_the_message_leads_to_undoing(desk, gone, kept):
    page = desk.post(merge_page(gone, kept), {"keep": kept.pk}, follow=True)

    record = Merge.objects.get()
    assert (record.gone, record.kept, record.merged_by.username) == (gone, kept, "somsri")
    assert page.redirect_chain == [(page_of(kept), 302)]
    assert messages_of(page) == ["“กรมสรรพกร” was merged into “กรมสรรพากร”. See what moved, or undo it"]
    assert f'href="{page_of(record)}"' in text_of(page)


def test_looking_merges_nothing(desk, gone, kept):
    desk.get(merge_page(gone, kept), {"keep": kept.pk})

    assert not Merge.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"keep": "x"}, {"keep": "9" * 30}, {"keep": "0"}])
def test_without_a_choice_nothing_is_merged(desk, gone, kept, typed):
    page = desk.post(merge_page(gone, kept), typed)

    assert (page.status_code, Merge.objects.exists()) == (200, False)


def test_a_second_click_gets_the_same_answer(desk, gone, kept):
    for _click in range(2):
        page = desk.post(merge_page(gone, kept), {"keep": kept.pk}, follow=True)

    assert page.redirect_chain == [(page_of(kept), 302)]
    assert messages_of(page) == ["“กรมสรรพกร” was merged into “กรมสรรพากร”. See what moved, or undo it"]
    assert Merge.objects.count() == 1


def test_what_stands_against_it_is_shown_with_links_instead_of_the_button(desk, gone, kept):
    category = make_category(make_ceremony(2020), award=make_award(), title_th="หน่วยงานดีเด่น")
    wins = [make_winner(category, agency=agency) for agency in (gone, kept)]

    page = desk.post(merge_page(gone, kept), {"keep": kept.pk}, follow=True)

    (told,) = texts(page, ".errornote")
    assert told == (
        "These two cannot be merged: Both have the same among “Winners”. One of the two is wrong: "
        "put that right first. หน่วยงานดีเด่น (2020) · กรมสรรพกร หน่วยงานดีเด่น (2020) · กรมสรรพากร"
    )
    for win in wins:
        assert reverse("admin:awards_winner_change", args=[win.pk]) in text_of(page)
    assert "Merge the two" not in text_of(page)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("role", [READER, APPROVER, ADMINISTRATOR])
def test_only_who_may_merge_can(client, gone, kept, clerk, role):
    client.force_login(make_user(role))
    pages = [merge_page(gone, kept), DUPLICATES]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.post(merge_page(gone, kept), {"keep": kept.pk}).status_code == 404
    assert client.post(DUPLICATES, {"agency": [gone.pk, kept.pk]}).status_code == 404
    choose(client, gone, kept)
    assert [Merge.objects.count(), DistinctPair.objects.count()] == [0, 0]

    record = merging.merge(gone=gone, kept=kept, by=clerk)
    assert client.post(undo_page(record)).status_code == 404
    for page in (page_of(gone), page_of(record)):
        assert "Undo this merge" not in text_of(client.get(page))
    assert "Likely duplicates" not in text_of(client.get(AGENCIES))


def test_every_change_needs_its_token(clerk, gone, kept, merged):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)

    for page in (merge_page(make_agency(), kept), DUPLICATES, undo_page(merged)):
        assert client.post(page, {}).status_code == 403


def test_who_is_not_signed_in_is_sent_to_sign_in(client, gone, kept):
    for page in (merge_page(gone, kept), DUPLICATES):
        assert client.get(page).url.startswith("/en/admin/login/")


def test_what_is_not_there_is_not_found(desk, kept):
    assert desk.get(f"{AGENCIES}merge/{kept.pk}/99999/").status_code == 404
    assert desk.get(f"{AGENCIES}merge/{kept.pk}/{10**30}/").status_code in (400, 404)
    assert desk.get(merge_page(kept, kept)).status_code == 404


def test_the_page_of_a_merged_one_is_to_look_at_and_says_where_it_went(desk, gone, kept, merged):
    page = desk.get(page_of(gone))

    (told,) = texts(page, ".portal-frozen")
    assert told.startswith("This duplicate was merged into กรมสรรพากร (rd) on ")
    assert ("Undo this merge" in text_of(page), 'name="_save"' in text_of(page)) == (True, False)
    assert desk.get(f"{AGENCIES}{gone.pk}/history/").status_code == 200
    assert "กรมสรรพกร" not in texts(desk.get(AGENCIES), "a")


def test_a_merged_one_cannot_be_changed_deleted_or_restored(desk, gone, kept, clerk):
    gone.name_en = "Revenue"
    gone.save()
    opened = fields_of(desk.get(page_of(gone)))
    merging.merge(gone=gone, kept=kept, by=clerk)

    page = desk.post(page_of(gone), opened | {"name_th": "กรมอื่น"})

    assert (page.status_code, "was merged into “กรมสรรพากร” already" in text_of(page)) == (409, True)
    assert desk.post(f"{AGENCIES}{gone.pk}/delete/", {"post": "yes"}).status_code == 404
    version = gone.history.last()
    assert desk.get(f"{AGENCIES}{gone.pk}/history/{version.pk}/").status_code == 200
    assert desk.post(f"{AGENCIES}{gone.pk}/history/{version.pk}/", opened).status_code == 403
    assert Agency.with_merged.get(pk=gone.pk).name_th == "กรมสรรพกร"


def test_restoring_an_older_version_never_merges_again(desk, gone, kept, merged, clerk):
    version = gone.history.first()
    merging.undo(merged, by=clerk)
    address = f"{AGENCIES}{gone.pk}/history/{version.pk}/"

    desk.post(address, fields_of(desk.get(address)))

    assert Agency.objects.filter(pk=gone.pk).exists()


def test_a_merged_one_is_not_suggested(desk, gone, kept, merged):
    source = {"app_label": "awards", "model_name": "winner", "field_name": "agency", "term": "สรรพ"}

    answer = desk.get(reverse("admin:autocomplete"), source).json()

    assert [each["id"] for each in answer["results"]] == [str(kept.pk)]


def test_a_merge_is_undone_from_its_page(desk, gone, kept):
    win, other = make_winner(agency=gone), make_winner(agency=gone)
    desk.post(merge_page(gone, kept), {"keep": kept.pk})
    record = Merge.objects.get()
    other.delete()
    shown = desk.get(page_of(record))

    page = desk.post(undo_page(record), follow=True)

    assert "Undo this merge" in text_of(shown)
    assert [text for text in texts(shown, "h2") if "inners" in text] == ["Winners (2)"]
    assert page.redirect_chain == [(page_of(gone), 302)]
    assert messages_of(page) == [
        "Undone: “กรมสรรพกร” is an agency of its own again.",
        "Winners deleted since, and not brought back: 1.",
    ]
    win.refresh_from_db()
    assert win.agency == gone
    assert "Undo this merge" not in text_of(desk.get(page_of(record)))


def test_undoing_says_why_it_cannot(desk, gone, kept, merged):
    make_agency("กรมสรรพกร", code="new")

    page = desk.post(undo_page(merged), follow=True)

    assert page.redirect_chain == [(page_of(merged), 302)]
    assert messages_of(page) == [
        "Another agency has the name “กรมสรรพกร” by now (new). Change that name first."
    ]


def test_undoing_is_not_done_by_following_a_link(desk, merged):
    assert desk.get(undo_page(merged)).status_code == 405


def test_the_list_of_merges_is_searched_by_either_name(desk, gone, kept, merged):
    merges = reverse("admin:agencies_merge_changelist")

    for words in ("สรรพ กร", "สรรพากร", "rd2"):
        assert "กรมสรรพกร" in text_of(desk.get(merges, {"q": words}))
    assert "กรมสรรพกร" not in text_of(desk.get(merges, {"q": "ศุลกากร"}))


def test_the_code_of_a_stored_agency_is_not_changed(desk, kept):
    page = desk.get(page_of(kept))

    desk.post(page_of(kept), fields_of(page) | {"code": "other"})

    assert 'name="code"' not in text_of(page)
    assert Agency.objects.get(pk=kept.pk).code == "rd"


def test_the_code_of_a_merged_one_is_refused_with_the_one_to_use(desk, merged):
    page = desk.get(f"{AGENCIES}add/")

    page = desk.post(
        f"{AGENCIES}add/", fields_of(page) | {"name_th": "กรมใหม่", "code": "rd2", "kind": "OTHER"}
    )

    assert texts(page, ".errorlist") == [
        "This code belonged to “กรมสรรพกร”, and leads to “กรมสรรพากร” for ever. Choose another."
    ]


def test_likely_duplicates_are_listed_with_the_reason(desk, gone, kept):
    page = desk.get(DUPLICATES)

    assert [text for text in texts(page, "p") if "differ" in text] == ["1 letter differs."]
    assert f'href="{merge_page(*sorted((gone, kept), key=lambda each: each.pk))}"' in text_of(page)
    assert DUPLICATES in text_of(desk.get(AGENCIES))


def test_a_pair_that_is_told_apart_is_not_listed_again(desk, gone, kept):
    for _click in range(2):
        page = desk.post(DUPLICATES, {"agency": [gone.pk, kept.pk]}, follow=True)

    assert messages_of(page) == [
        "“กรมสรรพกร” and “กรมสรรพากร” are two agencies and no longer listed here."
    ] or (messages_of(page) == ["“กรมสรรพากร” and “กรมสรรพกร” are two agencies and no longer listed here."])
    assert "No two agencies look like one that was entered twice." in text_of(page)
    pair = DistinctPair.objects.get()
    assert ({pair.first, pair.second}, pair.decided_by.username) == ({gone, kept}, "somsri")
    assert "that these are two agencies" in text_of(desk.get(merge_page(gone, kept)))


@pytest.mark.parametrize("keys", [[], ["x", "y"], ["1"], ["9" * 30, "1"]])
def test_what_is_not_a_pair_is_not_told_apart(desk, kept, keys):
    assert desk.post(DUPLICATES, {"agency": keys}).status_code == 400


def test_likely_duplicates_are_paged(desk):
    for n in range(25):
        name = "".join("กขคงจฉชซญฎ"[int(digit)] for digit in f"{n * 37:03}")
        for text in (f"กรมส่งเสริม{name}", f"กรม ส่งเสริม {name}"):
            make_agency(text)

    assert "25 pairs of agencies" in text_of(desk.get(DUPLICATES))
    counts = [len(texts(desk.get(DUPLICATES, {"page": page}), ".merge-pair")) for page in (1, 2, "x")]
    assert counts == [20, 5, 20]


def queries_of(desk, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def fill(agency, count):
    for _n in range(count):
        make_winner(agency=agency)
        make_name(agency, f"ชื่อ {Agency.objects.count()}", NameKind.ALIAS)
        make_agency(parent=agency)
        make_ceremony(organiser=agency)


def test_the_pages_take_as_many_queries_for_much_as_for_little(desk, gone, kept, clerk):
    def counts():
        addresses = [
            merge_page(gone, kept),
            DUPLICATES,
            page_of(record),
            reverse("admin:agencies_merge_changelist"),
        ]
        return [queries_of(desk, address) for address in addresses]

    other = make_agency("กรมศุลกากร")
    fill(gone, 1)
    fill(other, 1)
    record = merging.merge(gone=other, kept=make_agency(), by=clerk)
    few = counts()
    fill(gone, 12)
    for n in range(5):
        make_agency(f"กรมสรรพาก{n * 'ร'}รร")
        merging.merge(gone=make_agency(), kept=make_agency(), by=clerk)

    assert counts() == few
    assert max(few) < 50

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from awards.models import Attachment, Correction, Photo, Recipient, Survey, Winner
from awards.models.winners import NAME_REMOVED
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_finding,
    make_user,
    make_winner,
)


@pytest.fixture
def approver(db):
    return make_user(APPROVER, username="manee", first_name="มานี", last_name="มีตา")


@pytest.fixture
def desk(client, approver):
    """A browser in which the approver is signed in."""
    client.force_login(approver)
    return client


@pytest.fixture
def winner(db):
    category = make_category(
        make_ceremony(2020, release_at=YESTERDAY), title_th="ธรรมาภิบาลข้อมูล", title_en="Data Governance"
    )
    return make_winner(
        category, ref="first222", agency=make_agency("กรมหนึ่ง", name_en="First Department"), rank=1
    )


def english(name, *args):
    return "/en" + reverse(f"admin:awards_{name}", args=args)


def cells(page):
    """The rows of the table of changes, as texts."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>\s*(.*?)</tr>", unescape(text_of(page)), re.DOTALL)
    return [
        (label, *re.findall(r"<(?:del|ins)[^>]*>(.*?)</(?:del|ins)>", rest, re.DOTALL))
        for label, rest in rows
    ]


NOTE = {"note_th": "อันดับผิด", "note_en": "The rank was wrong", "why": "หนังสือ นร 0101"}


def test_a_correction_is_typed_looked_at_and_confirmed(desk, approver, winner):
    address = english("winner_correct", winner.pk)
    form = fields_of(desk.get(address))
    assert form["rank"] == "1"

    page = desk.post(address, form | NOTE | {"rank": "๒", "score": "98.5", "citation_th": "หนึ่ง\nสอง"})

    assert cells(page) == [
        ("Rank", "1", "2"),
        ("Score", "–", "98.5"),
        ("Citation in Thai", "–", "หนึ่ง<br>สอง"),
    ]
    for text in NOTE.values():
        assert text in text_of(page)
    assert not Correction.objects.exists()

    answer = desk.post(address, fields_of(page) | {"_confirm": "1"})

    winner.refresh_from_db()
    correction = Correction.objects.get()
    assert (winner.rank, str(winner.score), winner.citation_th) == (2, "98.50", "หนึ่ง\nสอง")
    assert (correction.note_th, correction.note_en, correction.why) == tuple(NOTE.values())
    assert correction.corrected_by == approver
    assert answer["Location"] == english("winner_change", winner.pk)
    (message,) = map(str, get_messages(answer.wsgi_request))
    assert f'href="/en/winners/first222/#correction-{correction.pk}"' in message


def test_what_was_typed_is_still_there_on_the_way_back(desk, winner):
    address = english("winner_correct", winner.pk)
    typed = fields_of(desk.get(address)) | NOTE | {"rank": "2", "citation_th": "หนึ่ง\nสอง"}
    page = desk.post(address, typed)

    back = desk.post(address, fields_of(page) | {"_edit": "1"})

    told = {name: value for name, value in fields_of(back).items() if value not in ("", "False")}
    assert told == {name: value for name, value in typed.items() if value}
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"note_th": ""}, "This field is required."),
        ({"rank": "1"}, "Nothing differs from what is published."),
        ({"score": "101"}, "A score is between 0 and 100."),
        ({"score": "มาก"}, "is not a number"),
        ({"rank": "10000"}, "This number is not possible."),
        ({"agency": "x"}, "Select a valid choice"),
        ({"agency": ""}, "This field is required."),
        ({"citation_th": "โทร. 02 612 6000"}, "Contacts are never public."),
        ({"note_th": "a@example.go.th"}, "Contacts are never public."),
        ({"note_en": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(desk, winner, typed, said):
    address = english("winner_correct", winner.pk)
    sent = fields_of(desk.get(address)) | NOTE | {"rank": "2"} | typed

    for step in ({}, {"_confirm": "1"}):
        page = desk.post(address, sent | step)
        assert said in text_of(page)
        assert fields_of(page)["why"] == NOTE["why"]

    winner.refresh_from_db()
    assert (winner.rank, Correction.objects.count()) == (1, 0)


def test_the_second_of_two_who_correct_at_once_sees_both_versions(desk, winner):
    address = english("winner_correct", winner.pk)
    mine = fields_of(desk.get(address)) | NOTE | {"rank": "3"}
    looked_at = fields_of(desk.post(address, mine))
    desk.post(address, mine | {"rank": "2", "_confirm": "1"})

    page = desk.post(address, looked_at | {"_confirm": "1"})

    assert "saved: “2”; typed by you: “3”" in text_of(page)
    winner.refresh_from_db()
    assert (winner.rank, Correction.objects.count()) == (2, 1)

    desk.post(address, fields_of(page) | {"_confirm": "1"})
    winner.refresh_from_db()
    assert (winner.rank, Correction.objects.count()) == (3, 2)


def test_a_second_click_corrects_nothing_twice(desk, winner):
    address = english("winner_correct", winner.pk)
    sure = fields_of(desk.post(address, fields_of(desk.get(address)) | NOTE | {"rank": "2"}))

    desk.post(address, sure | {"_confirm": "1"})
    page = desk.post(address, sure | {"_confirm": "1"})

    assert "Nothing differs from what is published." in text_of(page)
    assert Correction.objects.count() == 1


def test_another_agency_brings_its_names_which_are_shown_before(desk, winner):
    address = english("winner_correct", winner.pk)
    other = make_agency("กรมสอง", name_en="Second Department")

    page = desk.post(address, fields_of(desk.get(address)) | NOTE | {"agency": other.pk})

    assert cells(page) == [
        ("Agency", "First Department", "Second Department"),
        ("Agency's name as announced, in Thai", "กรมหนึ่ง", "กรมสอง"),
        ("Agency's name as announced, in English", "First Department", "Second Department"),
    ]


def test_only_the_categories_of_the_ceremony_are_offered(desk, winner):
    other = make_category(winner.category.ceremony, title_th="อีกประเภท", level="PROVINCE")
    elsewhere = make_category(title_th="ของปีอื่น")
    address = english("winner_correct", winner.pk)

    page = desk.get(address)
    assert "อีกประเภท · Province level" in text_of(page)
    assert "ของปีอื่น" not in text_of(page)

    form = fields_of(page) | NOTE
    assert "Select a valid choice" in text_of(desk.post(address, form | {"category": elsewhere.pk}))
    desk.post(address, form | {"category": other.pk, "_confirm": "1"})
    winner.refresh_from_db()
    assert winner.category == other


def test_of_an_agency_no_person_is_asked_for_and_none_taken(desk, winner):
    address = english("winner_correct", winner.pk)
    form = fields_of(desk.get(address))
    assert not [name for name in form if name.startswith(("person", "position", "acting"))]

    desk.post(address, form | NOTE | {"rank": "2", "person_given_th": "รื่นวดี", "_confirm": "1"})

    winner.refresh_from_db()
    assert (winner.rank, winner.person_given_th) == (2, "")


def test_a_person_is_corrected_with_the_title_and_whether_acting(desk, winner):
    award = make_award(recipient=Recipient.PERSON)
    leader = make_winner(make_category(winner.category.ceremony, award=award, level="PERSON"), acting=True)
    address = english("winner_correct", leader.pk)

    page = desk.post(address, fields_of(desk.get(address)) | NOTE | {"person_given_th": "รื่นวดี"})
    page = desk.post(address, fields_of(page) | {"_edit": "1"})
    form = fields_of(page)
    assert (form["person_given_th"], form.pop("acting")) == ("รื่นวดี", "on")
    desk.post(address, form | {"_confirm": "1"})

    leader.refresh_from_db()
    assert (leader.person_given_th, leader.acting) == ("รื่นวดี", False)


def test_the_name_that_was_removed_is_not_asked_for(desk, winner):
    award = make_award(recipient=Recipient.PERSON)
    category = make_category(winner.category.ceremony, award=award, level="PERSON")
    leader = make_winner(category, anonymised_at=YESTERDAY, **NAME_REMOVED)
    address = english("winner_correct", leader.pk)

    form = fields_of(desk.get(address))

    assert NAME_REMOVED.keys() & form.keys() == set()
    desk.post(address, form | NOTE | {"position_th": "เลขาธิการ", "person_given_th": "รื่นวดี", "_confirm": "1"})
    leader.refresh_from_db()
    assert (leader.position_th, leader.person_given_th) == ("เลขาธิการ", NAME_REMOVED["person_given_th"])


@pytest.fixture
def rows(winner):
    """One of everything that has its own page in the admin, with something to type into it."""
    finding = make_finding(winner.category.ceremony, "บริการภาครัฐ", place=1)
    return {
        "ceremony": (winner.category.ceremony, {"held_on": "4 ธ.ค. 2563"}, ("Held on", "4 December 2020")),
        "category": (winner.category, {"quota": "๕"}, ("Number of winners", "5")),
        "winner": (winner, {"received_by": "นายสมชาย"}, ("Received by", "นายสมชาย")),
        "survey": (finding.indicator.survey, {"population": "1,928"}, ("Bodies asked", "1928")),
        "indicator": (finding.indicator, {"title_en": "Services"}, ("Title in English", "Services")),
        "finding": (finding, {"score": "81.58%"}, ("Score", "81.58")),
    }


MODELS = ["ceremony", "category", "winner", "survey", "indicator", "finding"]


@pytest.mark.parametrize("model", MODELS)
def test_each_thing_is_corrected_on_its_own_form(desk, rows, model):
    row, typed, (label, new) = rows[model]
    change = text_of(desk.get(english(f"{model}_change", row.pk)))
    address = english(f"{model}_correct", row.pk)
    assert change.count(f'href="{address}"') == 2

    page = desk.post(address, fields_of(desk.get(address)) | NOTE | typed)
    assert [(told, after) for told, _before, after in cells(page)] == [(label, new)]

    desk.post(address, fields_of(page) | {"_confirm": "1"})
    (change,) = Correction.objects.get().changes
    assert (change["model"], change["field"]) == (f"awards.{model}", next(iter(typed)))


@pytest.mark.parametrize(("model", "part"), [(Photo, "photo"), (Attachment, "attachment")])
@pytest.mark.parametrize("of", ["ceremony", "winner"])
def test_what_is_said_of_a_photo_or_document_is_corrected(desk, winner, model, part, of):
    thing = winner if of == "winner" else winner.category.ceremony
    size = {"width": 10, "height": 10} if model is Photo else {"size": 10}
    medium = model.objects.create(**{of: thing}, caption_th="เก่า", **size)
    address = english(f"{of}_correct_{part}", thing.pk, medium.key)
    assert f'href="{address}"' in text_of(desk.get(english(f"{of}_change", thing.pk)))

    page = desk.post(address, fields_of(desk.get(address)) | NOTE | {"caption_th": "ใหม่"})
    assert cells(page) == [("Caption in Thai", "เก่า", "ใหม่")]
    answer = desk.post(address, fields_of(page) | {"_confirm": "1"})

    medium.refresh_from_db()
    assert (medium.caption_th, answer["Location"]) == ("ใหม่", english(f"{of}_change", thing.pk))
    other = make_winner(winner.category) if of == "winner" else make_ceremony(2019, release_at=YESTERDAY)
    assert desk.get(english(f"{of}_correct_{part}", other.pk, medium.key)).status_code == 404


def test_an_award_is_withdrawn_and_reinstated(desk, winner):
    change, address = english("winner_change", winner.pk), english("winner_withdraw", winner.pk)
    assert f'href="{address}"' in text_of(desk.get(change))
    assert f'href="/en{winner.get_absolute_url()}"' in text_of(desk.get(change))

    page = desk.post(address, fields_of(desk.get(address)) | NOTE)
    assert "no longer counts" in text_of(page)
    assert Winner.objects.standing().exists()
    desk.post(address, fields_of(page) | {"_confirm": "1"})

    winner.refresh_from_db()
    assert (winner.withdrawn_why_th, winner.withdrawn_why_en) == (NOTE["note_th"], NOTE["note_en"])
    withdrawn = text_of(desk.get(change))
    assert f'href="{address}"' not in withdrawn
    assert NOTE["note_th"] in withdrawn
    assert "This award was withdrawn already." in text_of(
        desk.post(address, fields_of(page) | {"_confirm": "1"})
    )

    address = english("winner_reinstate", winner.pk)
    assert f'href="{address}"' in text_of(desk.get(change))
    desk.post(address, NOTE | {"_confirm": "1"})
    winner.refresh_from_db()
    assert winner.withdrawn_at is None
    assert "This award is not withdrawn." in text_of(desk.post(address, NOTE | {"_confirm": "1"}))
    assert list(Correction.objects.values_list("kind", flat=True)) == ["REINSTATED", "WITHDRAWN"]


@pytest.mark.parametrize("action", ["withdraw", "reinstate"])
def test_neither_is_done_without_a_reason(desk, winner, action):
    address = english(f"winner_{action}", winner.pk)

    page = desk.post(address, {"note_th": " ", "_confirm": "1"})

    assert "This field is required." in text_of(page)
    assert not Correction.objects.exists()


def test_a_forgotten_winner_is_added_to_its_category(desk, winner):
    category, agency = winner.category, make_agency("กรมที่ตกหล่น")
    address = english("category_add-winner", category.pk)
    assert f'href="{address}"' in text_of(desk.get(english("category_change", category.pk)))

    page = desk.post(address, fields_of(desk.get(address)) | NOTE | {"agency": agency.pk, "rank": "2"})
    assert cells(page) == [
        ("Category", "–", "Data Governance · Department level"),
        ("Agency", "–", "กรมที่ตกหล่น"),
        ("Agency's name as announced, in Thai", "–", "กรมที่ตกหล่น"),
        ("Rank", "–", "2"),
    ]
    assert category.winners.count() == 1
    sure = fields_of(page) | {"_confirm": "1"}
    desk.post(address, sure)

    assert [each.agency_name_th for each in category.winners.in_order()] == ["กรมหนึ่ง", "กรมที่ตกหล่น"]
    assert "This recipient already has this award." in text_of(desk.post(address, sure))
    assert Correction.objects.get().kind == "ADDED"


ACTIONS = [
    *((model, "correct") for model in MODELS),
    ("winner", "withdraw"),
    ("winner", "reinstate"),
    ("category", "add-winner"),
]


@pytest.mark.parametrize("role", [DATA_ENTRY, READER, ADMINISTRATOR, None])
@pytest.mark.parametrize(("model", "action"), ACTIONS)
def test_for_everybody_else_these_pages_do_not_exist(client, rows, role, model, action):
    client.force_login(make_user(role))
    row, _typed, _told = rows[model]
    address, missing = english(f"{model}_{action}", row.pk), english(f"{model}_{action}", 987654)

    for answer in (client.get(address), client.post(address, NOTE | {"_confirm": "1"})):
        assert (answer.status_code, answer.content) == (404, client.get(missing).content)
    assert address not in client.get(english(f"{model}_change", row.pk)).content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("model", "action"), ACTIONS)
def test_before_the_release_nothing_is_corrected_but_sent_back(desk, rows, model, action):
    row, _typed, _told = rows[model]
    ceremony = rows["ceremony"][0]
    ceremony.release_at = LATER
    ceremony.save()
    address = english(f"{model}_{action}", row.pk)

    page = desk.get(address)

    assert page.status_code == 403
    assert "is mended in a draft" in text_of(page)
    assert desk.post(address, NOTE | {"_confirm": "1"}).status_code == 403
    assert address not in text_of(desk.get(english(f"{model}_change", row.pk)))


@pytest.mark.parametrize(("model", "action"), ACTIONS)
def test_what_is_not_there_is_not_found(desk, model, action):
    assert desk.get(english(f"{model}_{action}", 987654)).status_code == 404
    assert desk.get(english(f"{model}_{action}", 10**30)).status_code == 404


def test_a_superuser_corrects_in_the_open_only(client, winner):
    client.force_login(make_user(is_superuser=True))
    change = english("winner_change", winner.pk)

    assert client.post(change, fields_of(client.get(change)) | {"rank": "9"}).status_code == 409
    assert "is approved and can no longer be edited" in text_of(client.get(change))
    winner.refresh_from_db()
    assert winner.rank == 1


@pytest.fixture
def listed(winner, approver):
    agency = make_agency("กรมสอง", name_en="Second Department")
    return make_correction(
        winner,
        corrected_by=approver,
        why="หนังสือ นร 0101",
        changes=[
            {"model": "awards.winner", "field": "rank", "old": 1, "new": 2},
            {"model": "awards.winner", "field": "agency", "old": winner.agency_id, "new": agency.pk},
        ],
    )


@pytest.mark.parametrize("role", [APPROVER, DATA_ENTRY, READER, ADMINISTRATOR])
def test_staff_read_what_was_corrected_and_by_whom(client, listed, role):
    client.force_login(make_user(role))

    page = text_of(client.get(english("correction_changelist")))
    assert "Rank: <del>1</del> → <ins>2</ins>" in page
    assert "<del>First Department</del> → <ins>Second Department</ins>" in page
    assert "มานี" in page or "manee" in page
    page = text_of(client.get(english("correction_change", listed.pk)))
    assert "หนังสือ นร 0101" in page
    assert "Rank: <del>1</del> → <ins>2</ins>" in page


def test_the_list_is_filtered_by_kind_and_year(desk, listed):
    other = make_correction(make_ceremony(2019, release_at=YESTERDAY), kind="ADDED", note_th="ตกหล่น")

    def found(**asked):
        page = text_of(desk.get(english("correction_changelist"), asked))
        return [each.pk for each in (listed, other) if english("correction_change", each.pk) in page]

    assert found() == [listed.pk, other.pk]
    assert found(kind__exact="ADDED") == [other.pk]
    assert found(year="2020") == [listed.pk]
    assert found(q="ตกหล่น") == [other.pk]


def test_the_queries_of_the_list_do_not_grow(desk, listed, winner, django_assert_max_num_queries):
    for _each in range(20):
        changes = [{**listed.changes[1], "new": make_agency().pk}]
        make_correction(winner, changes=changes)

    with django_assert_max_num_queries(14):
        desk.get(english("correction_changelist"))


def test_nobody_changes_or_deletes_a_correction(client, listed):
    client.force_login(make_user(is_superuser=True))
    version = listed.history.get()

    change, delete = english("correction_change", listed.pk), english("correction_delete", listed.pk)
    restore = english("correction_simple_history", listed.pk, version.pk)
    action = {"action": "delete_selected", "_selected_action": listed.pk, "post": "yes"}
    client.post(change, {"note_th": "อื่น"})
    client.post(delete, {"post": "yes"})
    client.post(restore, {"note_th": "อื่น"})
    client.post(english("correction_changelist"), action)
    client.post(english("correction_add"), {"note_th": "อื่น"})

    assert list(Correction.objects.values_list("pk", "note_th")) == [(listed.pk, "แก้ชื่อ")]
    assert listed.history.count() == 1


def test_the_survey_of_a_released_ceremony_leads_to_its_correction(desk, winner):
    survey = Survey.objects.create(ceremony=winner.category.ceremony)

    page = text_of(desk.get(english("survey_change", survey.pk)))

    assert "Correct this" in page

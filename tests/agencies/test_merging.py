from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import translation

from agencies import merging
from agencies.models import Agency, AgencyName, DistinctPair, Kind, Merge, NameKind, Succession
from agencies.objections import Reason, links
from agencies.resources import AgencyResource
from awards.models import Recipient, Winner
from awardsportal.audit.models import Event
from awardsportal.spreadsheets import importing
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_province,
    make_user,
    make_winner,
)
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user()


@pytest.fixture
def kept():
    return make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department")


@pytest.fixture
def gone():
    return make_agency("กรมสรรพกร", code="rd2", website="https://www.rd.go.th")


def every_row():
    """All that is stored of agencies and awards, histories and the records of merges aside."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in ("agencies", "awards")
        for model in apps.get_app_config(app).get_models()
        if not (model.__name__.startswith("Historical") or model is Merge)
    }


def merge(gone, kept, by):
    return merging.merge(gone=gone, kept=kept, by=by)


def reasons(action, *args, **kwargs):
    with translation.override("en"), pytest.raises(merging.Refused) as refusal:
        action(*args, **kwargs)
    return [reason.text for reason in refusal.value.reasons]


def names_of(agency):
    return set(AgencyName.objects.filter(agency=agency).values_list("name", "kind"))


def test_all_that_points_to_the_duplicate_moves(gone, kept, by):
    win, ceremony = make_winner(agency=gone), make_ceremony(organiser=gone)
    child, earlier = make_agency(parent=gone), make_agency()
    Succession.objects.create(predecessor=earlier, successor=gone, how="RENAMED")
    make_name(gone, "สสก.")

    record = merge(gone, kept, by)

    gone.refresh_from_db()
    assert (gone.merged_into, list(kept.wins.all())) == (kept, [win])
    assert (list(kept.organised_ceremonies.all()), list(kept.children.all())) == ([ceremony], [child])
    assert [each.predecessor for each in kept.precessions.all()] == [earlier]
    assert names_of(kept) == {("สสก.", NameKind.ABBREVIATION), ("กรมสรรพกร", NameKind.ALIAS)}
    assert set(record.moved) == {
        "agencies.Agency.parent",
        "agencies.AgencyName.agency",
        "agencies.Succession.successor",
        "awards.Ceremony.organiser",
        "awards.Winner.agency",
    }


def test_every_foreign_key_to_an_agency_moves_and_keeps_its_history():
    fields = {
        field
        for model in apps.get_models()
        if not model.__name__.startswith("Historical") and model not in (Merge, DistinctPair)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Agency
    }

    assert set(links()) == fields
    assert all(isinstance(field, models.ForeignKey) for field in fields)
    assert all(hasattr(field.model, "history") for field in fields)


def test_the_name_as_announced_stays(gone, kept, by):
    win = make_winner(agency=gone)

    merge(gone, kept, by)

    win.refresh_from_db()
    assert (win.agency, win.agency_name_th) == (kept, "กรมสรรพกร")


def test_what_the_kept_one_lacks_is_filled_in_and_what_it_has_stays(kept, by):
    ministry, province = make_agency(kind=Kind.MINISTRY), make_province()
    gone = make_agency(
        name_en="Revenue Dept",
        parent=ministry,
        province=province,
        website="https://www.rd.go.th",
        dissolved_on=date(2020, 1, 1),
    )

    record = merge(gone, kept, by)

    kept.refresh_from_db()
    assert (kept.name_en, kept.parent, kept.province) == ("Revenue Department", ministry, province)
    assert (kept.website, kept.dissolved_on) == ("https://www.rd.go.th", None)
    assert record.filled == ["parent", "province", "website"]
    assert ("Revenue Dept", NameKind.ALIAS) in names_of(kept)


def test_a_name_that_the_kept_one_has_already_is_not_added(kept, by):
    make_name(kept, "กรม สรรพกร", NameKind.ALIAS)
    gone = make_agency("กรมสรรพกร", name_en="revenue  department")

    merge(gone, kept, by)

    assert names_of(kept) == {("กรม สรรพกร", NameKind.ALIAS)}


def test_what_both_have_stays_with_the_duplicate(gone, kept, by):
    earlier = make_agency()
    for agency in (gone, kept):
        make_name(agency, "RD")
        Succession.objects.create(predecessor=earlier, successor=agency, how="REPLACED")

    merge(gone, kept, by)

    assert names_of(gone) == {("RD", NameKind.ABBREVIATION)}
    assert names_of(kept) == {("RD", NameKind.ABBREVIATION), ("กรมสรรพกร", NameKind.ALIAS)}
    assert [each.successor for each in Succession.objects.all()] == [kept]
    assert Succession._base_manager.filter(successor=gone).count() == 1


def test_a_merge_is_in_the_history_of_each_row_and_once_in_the_log(gone, kept, by):
    win = make_winner(agency=gone)

    record = merge(gone, kept, by)

    version, before = win.history.all()
    assert (version.agency, version.history_user, before.agency) == (kept, by, gone)
    for row in (gone, kept, kept.names.get()):
        assert row.history.first().history_user == by
    event = Event.objects.get()
    assert (event.what, event.by, event.about) == ("MERGED", by, "กรมสรรพกร → กรมสรรพากร")
    assert (event.model, event.key, record.merged_by) == ("agencies.merge", str(record.pk), by)


def test_undoing_restores_every_row(gone, kept, by):
    third, ministry = make_agency(), make_agency(kind=Kind.MINISTRY)
    Agency.objects.filter(pk=gone.pk).update(parent=ministry)
    make_winner(agency=gone)
    make_winner(agency=kept)
    make_ceremony(organiser=gone)
    make_agency(parent=gone)
    for agency in (gone, kept):
        make_name(agency, "RD")
        Succession.objects.create(predecessor=third, successor=agency, how="REPLACED")
    before = every_row()

    assert merging.undo(merge(gone, kept, by), by=by) == []

    assert every_row() == before
    record = Merge.objects.get()
    assert (record.undone_by, record.undone_at is not None) == (by, True)
    assert list(Event.objects.values_list("what", "by")) == [("UNDID_MERGE", by.pk), ("MERGED", by.pk)]


def test_a_chain_of_merges_leads_to_the_last_and_is_undone_from_its_end(gone, kept, by):
    last = make_agency()
    win = make_winner(agency=gone)
    before = every_row()
    first_merge = merge(gone, kept, by)
    between = every_row()
    second_merge = merge(kept, last, by)

    gone.refresh_from_db()
    win.refresh_from_db()
    assert (gone.merged_into, win.agency) == (last, last)
    assert reasons(merging.undo, first_merge, by=by) == [
        f"“กรมสรรพากร” was itself merged into “{last}” afterwards. Undo that first."
    ]

    merging.undo(second_merge, by=by)
    assert every_row() == between
    merging.undo(first_merge, by=by)
    assert every_row() == before


def test_a_duplicate_can_be_merged_again_after_it_was_undone(gone, kept, by):
    merging.undo(merge(gone, kept, by), by=by)

    merge(gone, kept, by)

    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_undoing_leaves_alone_what_was_changed_since_and_says_so(gone, kept, by):
    other = make_agency("กรมอื่น")
    corrected, deleted = make_winner(agency=gone), make_winner(agency=gone)
    name = make_name(gone, "สสก.")
    record = merge(gone, kept, by)
    Winner.objects.filter(pk=corrected.pk).update(agency=other)
    deleted.delete()
    AgencyName.objects.filter(pk__in=record.learnt).update(kind=NameKind.FORMER)
    Agency.objects.filter(pk=kept.pk).update(website="https://rd.go.th")

    with translation.override("en"):
        left = [reason.text for reason in merging.undo(record, by=by)]

    assert left == [
        "“กรมสรรพกร” was changed since, and stays as it is.",
        "Winners deleted since, and not brought back: 1.",
        "“website” of “กรมสรรพากร” was changed since, and stays as it is.",
        "“กรมสรรพกร (Former name)” was changed since, and stays as it is.",
    ]
    name.refresh_from_db()
    corrected.refresh_from_db()
    kept.refresh_from_db()
    assert (name.agency, corrected.agency, kept.website) == (gone, other, "https://rd.go.th")


def test_undoing_leaves_a_name_that_the_duplicate_has_by_now(gone, kept, by):
    for agency in (gone, kept):
        make_name(agency, "RD")
    moved = make_name(gone, "TRD")
    record = merge(gone, kept, by)
    AgencyName.objects.filter(agency=kept, name="RD").delete()
    AgencyName.objects.filter(pk=moved.pk).update(name="RD")

    assert [reason.rows for reason in merging.undo(record, by=by)] == [(moved,)]
    moved.refresh_from_db()
    assert moved.agency == kept


def test_undoing_is_refused_once_the_name_is_taken(gone, kept, by):
    record = merge(gone, kept, by)
    make_agency("กรมสรรพกร", code="new")

    assert reasons(merging.undo, record, by=by) == [
        "Another agency has the name “กรมสรรพกร” by now (new). Change that name first."
    ]
    assert not Agency.objects.filter(pk=gone.pk).exists()


def test_undoing_is_refused_where_it_would_make_a_circle_of_parents(gone, kept, by):
    above = make_agency("สำนัก")
    Agency.objects.filter(pk=gone.pk).update(parent=above)
    Agency.objects.filter(pk=kept.pk).update(parent=make_agency())
    child = make_agency("กอง", parent=gone)
    record = merge(gone, kept, by)
    Agency.objects.filter(pk=above.pk).update(parent=child)

    assert reasons(merging.undo, record, by=by) == [
        "The line of parents is a circle: กรมสรรพกร → สำนัก → กอง → กรมสรรพกร."
    ]
    child.refresh_from_db()
    assert child.parent == kept


def test_a_merge_is_undone_once(gone, kept, by):
    record = merge(gone, kept, by)
    merging.undo(record, by=by)

    assert reasons(merging.undo, record, by=by) == ["This merge was undone already."]


def test_one_agency_is_not_merged_into_itself(kept, by):
    assert reasons(merge, kept, kept, by) == ["This is one and the same agency. Choose two."]


def test_what_is_merged_already_is_not_merged_again(gone, kept, by):
    merge(gone, kept, by)

    already = ["“กรมสรรพกร” was merged into “กรมสรรพากร” already."]
    assert reasons(merge, gone, make_agency(), by) == already
    assert reasons(merge, make_agency(), gone, by) == already
    assert reasons(merge, gone, kept, by) == already
    assert Merge.objects.count() == 1


def test_an_agency_that_was_deleted_meanwhile_is_not_merged(gone, kept, by):
    Agency.objects.filter(pk=gone.pk).delete()

    assert reasons(merge, gone, kept, by) == ["One of the two agencies was deleted. Nothing was changed."]


def test_all_that_stands_against_a_merge_is_said_at_once(gone, kept, by):
    category = make_category()
    mine, theirs = make_winner(category, agency=gone), make_winner(category, agency=kept)
    Agency.objects.filter(pk=gone.pk).update(parent=make_agency(parent=kept))
    between = make_agency()
    Succession.objects.create(predecessor=gone, successor=between, how="RENAMED")
    Succession.objects.create(predecessor=between, successor=kept, how="RENAMED")
    before = every_row()

    with translation.override("en"), pytest.raises(merging.Refused) as refusal:
        merge(gone, kept, by)

    assert refusal.value.reasons == [
        Reason(
            "Both have the same among “Winners”. One of the two is wrong: put that right first.",
            (mine, theirs),
        ),
        Reason(
            "“กรมสรรพกร” belongs to “กรมสรรพากร”, so they are two agencies. "
            "If that is wrong, change its parent first.",
            (gone,),
        ),
        Reason(
            "“กรมสรรพากร” came after “กรมสรรพกร”, so they are two agencies, and the page of one leads to the "
            "other. If that is wrong, delete the succession first.",
            (gone, kept),
        ),
    ]
    assert every_row() == before


def test_two_persons_of_one_category_are_no_hindrance(gone, kept, by):
    category = make_category(award=make_award(recipient=Recipient.PERSON))
    for agency in (gone, kept):
        make_winner(category, agency=agency)

    merge(gone, kept, by)

    assert kept.wins.count() == 2


def test_the_rules_of_successions_hold_for_the_two_as_one(gone, kept, by):
    earlier = make_agency("กรมเดิม")
    for agency in (gone, kept):
        Succession.objects.create(predecessor=earlier, successor=agency, how="SPLIT")

    (reason,) = reasons(merge, gone, kept, by)

    assert reason.startswith("Taken together: A split has at least two later agencies, but “กรมเดิม” has one")


def test_a_new_agency_cannot_take_the_code_of_a_merged_one(gone, kept, by):
    merge(gone, kept, by)
    new = Agency(code="rd2", name_th="กรมใหม่", kind=Kind.DEPARTMENT)

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        new.full_clean()

    assert refusal.value.message_dict == {
        "code": ["This code belonged to “กรมสรรพกร”, and leads to “กรมสรรพากร” for ever. Choose another."]
    }


def test_an_import_refuses_the_code_of_a_merged_one_and_takes_its_name_for_the_kept_one(gone, kept, by):
    merge(gone, kept, by)
    sheet = make_csv([["รหัส", "ชื่อหน่วยงาน"], ["rd2", "กรมใหม่"], ["", "กรม สรรพกร"]])

    with translation.override("en"):
        upload = importing.receive(ContentFile(sheet, "a.csv"), resource_class=AgencyResource, by=None)
        outcome = importing.preview(upload, AgencyResource).outcome

    told = "“กรมสรรพกร” was merged into “กรมสรรพากร”. Use the code rd."
    assert [
        (each.row, each.value, each.message) for each in outcome.problems if "merged" in each.message
    ] == [(2, "rd2", told)]
    assert [(row.kind, row.name) for row in outcome.rows][1:] == [("unchanged", "กรมสรรพากร")]


def at_once(*actions):
    """What came of the actions done at the same moment: the Reasons of each that was refused, else None."""
    barrier = Barrier(len(actions))

    def act(action):
        barrier.wait()
        try:
            action()
        except merging.Refused as refusal:
            return refusal.reasons
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="in memory threads of SQLite cannot meet")
@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_of_several_merges_is_carried_out_and_one_of_several_undoings():
    by = make_user()
    for _round in range(5):
        gone, kept = make_agency(), make_agency()
        wins = [make_winner(agency=gone) for _n in range(3)]
        merges = [(gone, kept), (gone, kept), (kept, gone)]

        assert at_once(*(partial(merge, *pair, by) for pair in merges)).count(None) == 1
        record = Merge.objects.get(undone_at=None)
        assert at_once(*[partial(merging.undo, record, by=by)] * 3).count(None) == 1
        assert list(gone.wins.order_by("pk")) == wins

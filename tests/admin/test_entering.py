from datetime import date

import pytest
from django.db.models.signals import pre_save
from django.urls import reverse

from agencies.models import Agency
from awards.models import Category, Ceremony, Recipient, Winner
from tests.admin.pages import fields_of, text_of
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_winner


def change(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def test_a_ceremony_with_its_categories_and_winners_is_entered_from_nothing(desk):
    award, agencies = make_award(), [make_agency(f"กรม {n}") for n in range(3)]
    add = reverse("admin:awards_ceremony_add")
    typed = fields_of(desk.get(add)) | {
        "year": "๒๕๖๓",
        "name_th": "พิธีมอบรางวัลรัฐบาลดิจิทัล ประจำปี 2563",
        "held_on": "3 ธ.ค. 63",
        "awards_given": "๒๔",
        "categories-0-title_th": "ระดับกรม",
        "categories-0-award": award.pk,
        "categories-0-level": "DEPARTMENT",
        "categories-0-quota": "๑๐",
        "_continue": "1",
    }
    page = desk.post(add, typed, follow=True)
    ceremony = Ceremony.objects.get()
    category = ceremony.categories.get()

    assert (ceremony.slug, ceremony.year, ceremony.held_on, ceremony.awards_given) == (
        "2020",
        2020,
        date(2020, 12, 3),
        24,
    )
    assert (category.title_th, category.quota) == ("ระดับกรม", 10)
    assert change(category) in text_of(page)

    typed = fields_of(desk.get(change(category)))
    assert typed["winners-TOTAL_FORMS"] == "10"
    for n, agency in enumerate(agencies):
        typed[f"winners-{n}-agency"] = agency.pk
    typed["winners-1-score"] = "๙๘.๓๓"
    desk.post(change(category), typed)

    assert list(category.winners.values_list("agency_name_th", "order")) == [
        ("กรม 0", 1),
        ("กรม 1", 2),
        ("กรม 2", 3),
    ]
    assert str(category.winners.get(agency=agencies[1]).score) == "98.33"


def test_a_personal_award_asks_for_the_person_and_an_agencys_does_not(desk):
    draft = make_ceremony()
    personal = make_category(draft, award=make_award(recipient=Recipient.PERSON))
    plain = make_category(draft)

    assert "winners-0-person_given_th" in fields_of(desk.get(change(personal)))
    assert "winners-0-person_given_th" not in fields_of(desk.get(change(plain)))


def test_a_person_is_entered_on_the_categorys_page(desk):
    category = make_category(make_ceremony(), award=make_award(recipient=Recipient.PERSON))
    typed = fields_of(desk.get(change(category))) | {
        "winners-0-agency": make_agency().pk,
        "winners-0-person_title_th": "นางสาว",
        "winners-0-person_given_th": "รื่นวดี",
        "winners-0-person_family_th": "สุวรรณมงคล",
    }
    desk.post(change(category), typed)

    assert [winner.person_th for winner in category.winners.all()] == ["นางสาวรื่นวดี สุวรรณมงคล"]


def test_an_award_that_became_personal_does_not_break_the_page_of_its_categories(desk):
    award = make_award(recipient=Recipient.PERSON)
    category = make_category(make_ceremony(), award=award)
    make_winner(category)
    type(award).objects.update(recipient=Recipient.AGENCY)
    typed = fields_of(desk.get(change(category)))

    page = desk.post(change(category), typed | {"winners-0-rank": "1"})

    assert page.status_code == 200
    assert Winner.objects.get().rank is None


def test_the_same_winner_twice_on_one_page_is_refused(desk):
    category, agency = make_category(make_ceremony()), make_agency()
    typed = fields_of(desk.get("/en" + change(category))) | {
        "winners-0-agency": agency.pk,
        "winners-1-agency": agency.pk,
    }
    page = desk.post("/en" + change(category), typed)

    assert "This recipient already has this award." in text_of(page)
    assert not Winner.objects.exists()


def test_a_winner_that_is_there_already_is_refused(desk):
    winner = make_winner(make_category(make_ceremony()))
    address = "/en" + change(winner.category)
    typed = fields_of(desk.get(address)) | {"winners-1-agency": winner.agency_id}

    assert "This recipient already has this award." in text_of(desk.post(address, typed))
    assert Winner.objects.count() == 1


@pytest.fixture
def rival():
    """Somebody who saves the same winner between our validation and our save, as often as told."""
    times = []

    def save_first(sender, instance, **kwargs):
        if times:
            times.pop()
            Winner.objects.bulk_create([Winner(category=instance.category, agency=instance.agency)])

    pre_save.connect(save_first, sender=Winner)
    yield times
    pre_save.disconnect(save_first, sender=Winner)


def test_a_race_that_the_database_decides_is_run_again(desk, rival):
    category, agency = make_category(make_ceremony()), make_agency()
    typed = fields_of(desk.get(change(category))) | {"winners-0-agency": agency.pk}
    rival.append(1)

    assert desk.post(change(category), typed).status_code == 302
    assert Winner.objects.get().agency == agency


def test_what_the_database_refuses_twice_is_shown_with_what_was_typed(desk, rival):
    category, agency = make_category(make_ceremony()), make_agency("กรมสรรพากร")
    typed = fields_of(desk.get(change(category))) | {"winners-0-agency": agency.pk, "winners-0-rank": "๗"}
    rival.extend([1, 1])

    page = desk.post("/en" + change(category), typed)

    assert page.status_code == 409
    assert "Somebody saved the same at the same moment." in text_of(page)
    assert "กรมสรรพากร" in text_of(page)
    assert not Winner.objects.exists()


def test_the_slug_is_the_year_when_none_is_typed_and_stands_when_it_is(desk):
    add = reverse("admin:awards_ceremony_add")
    desk.post(add, fields_of(desk.get(add)) | {"year": "2563", "name_th": "ก"})
    desk.post(add, fields_of(desk.get(add)) | {"year": "2564", "name_th": "ข", "slug": "twenty-one"})

    assert sorted(Ceremony.objects.values_list("slug", flat=True)) == ["2020", "twenty-one"]


def test_an_agency_is_entered_with_its_names(desk):
    add = reverse("admin:agencies_agency_add")
    typed = fields_of(desk.get(add)) | {
        "code": "dga",
        "name_th": "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        "kind": "PUBLIC_ORGANIZATION",
        "names-0-kind": "FORMER",
        "names-0-name": "สำนักงานรัฐบาลอิเล็กทรอนิกส์",
        "names-0-used_until_on": "13 พฤษภาคม 2561",
    }
    desk.post(add, typed)

    assert Agency.objects.get().names.get().used_until_on == date(2018, 5, 13)


def test_a_survey_is_entered_with_its_indicators_and_findings(desk):
    add = reverse("admin:awards_survey_add") + f"?ceremony={make_ceremony().pk}"
    typed = fields_of(desk.get(add)) | {
        "population": "1,926",
        "answers": "1,850",
        "indicators-0-code": "1",
        "indicators-0-title_th": "แนวนโยบาย",
    }
    desk.post(add, typed)
    indicator = Ceremony.objects.get().survey.indicators.get()
    typed = fields_of(desk.get(change(indicator))) | {
        "findings-0-level": "DEPARTMENT",
        "findings-0-place": "๑",
    }
    desk.post(change(indicator), typed)

    assert (indicator.survey.population, indicator.findings.get().place) == (1926, 1)


def test_an_agency_that_won_is_not_deleted(desk):
    winner = make_winner(make_category(make_ceremony()))
    address = reverse("admin:agencies_agency_delete", args=[winner.agency_id])

    page = desk.post(address, {"post": "yes"})

    assert page.status_code == 200
    assert Agency.objects.filter(pk=winner.agency_id).exists()
    assert Category.objects.exists()

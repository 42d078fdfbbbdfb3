"""Photos and documents in the admin: uploading many at once, describing them, and seeing them."""

import io

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from awards.media.uploads import receive
from awards.models import Attachment, Ceremony, Photo
from awards.publishing import Refused
from awards.roles import READER
from awardsportal.audit.models import Event, What
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    make_attachment,
    make_category,
    make_ceremony,
    make_photo,
    make_user,
    make_winner,
)

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"
ONWARD = '<a href="#photos-group">See and describe them</a>'
REASON = "is approved and can no longer be edited"


@pytest.fixture(params=["ceremony", "winner"])
def thing(request, db):
    """A draft ceremony, or a winner of one."""
    ceremony = make_ceremony(2020)
    return ceremony if request.param == "ceremony" else make_winner(make_category(ceremony))


def english(thing, page, *args):
    return "/en" + reverse(f"admin:awards_{thing._meta.model_name}_{page}", args=[thing.pk, *args])


def picture(name="photo.jpg", size=(600, 400)):
    """An uploaded photo."""
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def document(name="รายงาน.pdf", data=PDF):
    return SimpleUploadedFile(name, data, "application/pdf")


def upload(desk, thing, *files):
    """Send the files; returns what the next page says."""
    answer = desk.post(english(thing, "media"), {"files": files})
    return answer, [str(message) for message in get_messages(answer.wsgi_request)]


def stored():
    """The names of all files in the private storage."""
    root = settings.MEDIA_ROOT
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_photos_and_documents_are_uploaded_together(desk, clerk, thing):
    answer, said = upload(desk, thing, picture("หนึ่ง.jpg"), document(), picture("two.JPG", (300, 200)))

    assert said == ["3 files were kept. " + ONWARD]
    assert answer["Location"] == english(thing, "change")
    first, second = thing.photos.all()
    (report,) = thing.attachments.all()
    assert [(photo.width, photo.height) for photo in (first, second)] == [(600, 400), (300, 200)]
    assert (report.size, report.caption_th) == (len(PDF), "รายงาน")
    assert stored() == sorted(
        [
            f"photos/{first.key}/480.webp",
            f"photos/{first.key}/600.webp",
            f"photos/{second.key}/300.webp",
            f"attachments/{report.key}.pdf",
        ]
    )
    assert default_storage.open(report.file_name).read() == PDF
    event = Event.objects.get(what=What.UPLOADED)
    assert (event.by, event.model, event.key) == (clerk, thing._meta.label_lower, str(thing.pk))
    assert event.details == {"files": 3}
    assert [row.history.get().history_user for row in (first, second, report)] == [clerk] * 3


def test_each_file_is_refused_by_itself(desk, thing):
    _answer, said = upload(
        desk,
        thing,
        picture("good.jpg"),
        SimpleUploadedFile("empty.jpg", b""),
        SimpleUploadedFile("notes.txt", b"hello"),
        document("cut.pdf", PDF[:-10]),
        SimpleUploadedFile("<b>.jpg", b"GIF89a"),
    )

    assert said == [
        "“empty.jpg” is empty. Copy it again from where it came from.",
        "“notes.txt” is not a picture. Photos are JPEG, PNG or WebP, documents PDF.",
        "“cut.pdf” breaks off before its end. Copy it again from where it came from.",
        "“<b>.jpg” is a GIF picture. Save it as JPEG, PNG or WebP.",
        "1 file was kept. " + ONWARD,
    ]
    assert (Photo.objects.count(), Attachment.objects.count()) == (1, 0)
    assert Event.objects.get(what=What.UPLOADED).details == {"files": 1}
    assert "&lt;b&gt;.jpg" in text_of(desk.get(english(thing, "change")))


def test_where_nothing_is_kept_the_upload_is_shown_again(desk, thing):
    answer, said = upload(desk, thing, SimpleUploadedFile("empty.jpg", b""))

    assert said == ["“empty.jpg” is empty. Copy it again from where it came from."]
    assert answer["Location"] == english(thing, "media")
    assert stored() == []
    assert not Event.objects.filter(what=What.UPLOADED).exists()


def test_an_upload_without_files_says_so(desk, thing):
    assert upload(desk, thing)[1] == ["No file was chosen."]
    assert desk.post(english(thing, "media"), {"files": "text"}).status_code == 302


# The first becomes three times as long when it is cleaned.
@pytest.mark.parametrize(
    "name", [f"{220 * chr(0x1D160)}.pdf", "\u200b.pdf", "..pdf", "a;b\\c;d\n.pdf", "../../etc.pdf", ".PDF"]
)
def test_whatever_a_document_is_called_it_can_be_kept_and_fetched(desk, thing, name):
    assert upload(desk, thing, document(name))[1] == ["1 file was kept. " + ONWARD]

    report = thing.attachments.get()
    assert stored() == [report.file_name]
    assert desk.get(english(thing, "attachment", report.key)).status_code == 200


def test_more_files_than_are_taken_at_once_are_refused(desk, thing):
    answer, _said = upload(desk, thing, *(document() for _n in range(101)))

    assert answer.status_code == 400
    assert stored() == []


def test_the_upload_needs_no_script(desk, thing):
    page = text_of(desk.get(english(thing, "media")))

    assert 'enctype="multipart/form-data"' in page
    assert "multiple" in page
    assert "up to 100 together, each up to 20 MB" in page
    assert english(thing, "media") in text_of(desk.get(english(thing, "change")))


@pytest.mark.parametrize("state", ["IN_REVIEW", "APPROVED"])
def test_nothing_is_added_to_what_is_frozen(desk, thing, state):
    desk.get(english(thing, "media"))
    Ceremony.objects.update(state=state, release_at="2099-01-01T00:00Z")
    reason = REASON if state == "APPROVED" else "is being reviewed and cannot be edited"

    answer, said = upload(desk, thing, picture(), document())

    assert [reason in text for text in said] == [True]
    assert answer["Location"] == english(thing, "media")
    assert (stored(), Photo.objects.count(), Attachment.objects.count()) == ([], 0, 0)
    page = text_of(desk.get(english(thing, "media")))
    assert reason in page
    assert "id_files" not in page
    assert english(thing, "media") not in text_of(desk.get(english(thing, "change")))


def test_files_go_again_when_their_rows_cannot_be_saved(thing):
    with pytest.raises(ValueError, match="unsaved"):
        receive([picture(), document()], thing=thing, by=get_user_model()(username="nobody"))

    assert (stored(), Photo.objects.count(), Attachment.objects.count()) == ([], 0, 0)


def test_files_go_again_when_one_of_them_cannot_be_written(thing, clerk):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "attachments").write_text("in the way")

    with pytest.raises(OSError, match="attachments"):
        receive([picture(), document()], thing=thing, by=clerk)

    assert (stored(), Photo.objects.count(), Attachment.objects.count()) == (["attachments"], 0, 0)


def test_nothing_is_kept_for_what_was_deleted_meanwhile(thing, clerk):
    deleted = type(thing).objects.get()
    thing.delete()

    with translation.override("en"), pytest.raises(Refused, match="was deleted meanwhile"):
        receive([picture()], thing=deleted, by=clerk)

    assert stored() == []


def test_who_may_not_add_photos_finds_no_upload(client, thing):
    client.force_login(make_user(READER))
    missing = client.get("/en/admin/awards/ceremony/999999/media/")

    for answer in (client.get(english(thing, "media")), client.post(english(thing, "media"))):
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert english(thing, "media") not in text_of(client.get(english(thing, "change")))


def test_an_upload_to_nothing_is_not_there(desk):
    assert desk.get("/en/admin/awards/winner/999999/media/").status_code == 404
    assert desk.post("/en/admin/awards/winner/999999/media/").status_code == 404


# Describing


def save(desk, thing, **typed):
    """Open the form and save it with what was typed; returns the page."""
    address = english(thing, "change")
    values = fields_of(desk.get(address))
    values |= {name.replace("__", "-"): value for name, value in typed.items()}
    return desk.post(address, {name: value for name, value in values.items() if value is not None})


def covers(thing):
    return [photo.is_cover for photo in thing.photos.order_by("pk")]


def test_photos_are_described_ordered_and_deleted_on_the_page_of_what_they_show(desk, thing):
    first, second = make_photo(thing), make_photo(thing)
    report = make_attachment(thing)

    answer = save(
        desk,
        thing,
        photos__0__alt_th="นายกฯ มอบรางวัล",
        photos__0__caption_en="The prime minister",
        photos__0__order="๗",
        photos__1__DELETE="on",
        attachments__0__caption_th="ประกาศ",
    )

    assert answer.status_code == 302
    first.refresh_from_db()
    report.refresh_from_db()
    assert (first.alt_th, first.caption_en, first.order) == ("นายกฯ มอบรางวัล", "The prime minister", 7)
    assert report.caption_th == "ประกาศ"
    assert list(thing.photos.all()) == [first]
    assert f"photos/{second.key}/600.webp" in stored()


@pytest.mark.parametrize("new", [0, 1, 2])
@pytest.mark.parametrize("old", [0, 1, 2])
@pytest.mark.parametrize("unticks", [True, False])
def test_a_new_cover_takes_the_place_of_the_old_one(desk, new, old, unticks):
    thing = make_ceremony()
    photos = [make_photo(thing, is_cover=number == old) for number in range(3)]
    typed = {f"photos__{number}__caption_th": f"รูป {number}" for number in range(3)}
    if unticks:
        typed[f"photos__{old}__is_cover"] = None

    answer = save(desk, thing, **typed | {f"photos__{new}__is_cover": "on"})

    assert answer.status_code == 302
    assert covers(thing) == [number == new for number in range(3)]
    assert [photo.history.first().is_cover for photo in photos] == covers(thing)


def test_two_new_covers_are_refused(desk, thing):
    for _photo in range(3):
        make_photo(thing)

    page = save(desk, thing, photos__0__is_cover="on", photos__2__is_cover="on")

    assert "Only one photo is the cover. Tick one." in text_of(page)
    assert covers(thing) == [False, False, False]


def test_each_thing_has_a_cover_of_its_own(thing):
    first = make_photo(thing, is_cover=True)
    other = make_photo(make_ceremony(), is_cover=True)

    second = make_photo(thing, is_cover=True)

    assert list(Photo.objects.filter(is_cover=True).order_by("pk")) == [other, second]
    assert [version.is_cover for version in first.history.all()] == [False, True]


def test_a_photo_that_somebody_else_described_meanwhile_is_not_overwritten(desk, thing):
    photo = make_photo(thing)
    address = english(thing, "change")
    mine = fields_of(desk.get(address)) | {"photos-0-alt_th": "ของฉัน"}
    photo.alt_th = "ของเขา"
    photo.save()

    page = text_of(desk.post(address, mine))

    assert "saved: “ของเขา”; typed by you: “ของฉัน”" in page
    photo.refresh_from_db()
    assert photo.alt_th == "ของเขา"


def test_files_that_somebody_else_deleted_meanwhile_are_told_of(desk, thing):
    upload(desk, thing, picture(), document())
    mine = fields_of(desk.get(english(thing, "change")))
    for row in (Photo.objects.get(), Attachment.objects.get()):
        row.delete()

    typed = {"photos-0-alt_th": "ของฉัน", "attachments-0-caption_th": "ของฉัน"}
    page = desk.post(english(thing, "change"), mine | typed)

    assert page.status_code == 200
    assert text_of(page).count("You had typed:") == 2
    assert (Photo.objects.count(), Attachment.objects.count()) == (0, 0)


def test_a_photo_uploaded_while_the_form_was_open_stays(desk, thing):
    address = english(thing, "change")
    mine = fields_of(desk.get(address))
    photo = make_photo(thing, alt_th="ใหม่")

    assert desk.post(address, mine).status_code == 302
    assert list(thing.photos.all()) == [photo]


def test_photos_of_what_is_frozen_are_read_only(desk, thing):
    photo = make_photo(thing, alt_th="เดิม")
    mine = fields_of(desk.get(english(thing, "change"))) | {"photos-0-alt_th": "ใหม่", "photos-0-DELETE": "on"}
    Ceremony.objects.update(state="APPROVED", release_at="2099-01-01T00:00Z")

    assert "photos-0-alt_th" not in fields_of(desk.get(english(thing, "change")))
    page = desk.post(english(thing, "change"), mine)

    assert page.status_code == 409
    assert REASON in text_of(page)
    assert Photo.objects.get() == photo
    assert Photo.objects.get().alt_th == "เดิม"


@pytest.mark.parametrize("count", [1, 8])
def test_the_queries_of_the_page_do_not_grow_with_its_photos(desk, django_assert_max_num_queries, count):
    ceremony = make_ceremony()
    for _photo in range(count):
        make_photo(ceremony, size=(10, 10))
        make_attachment(ceremony)

    with django_assert_max_num_queries(30):
        desk.get(english(ceremony, "change"))


# Seeing


def test_staff_see_photos_and_documents_which_no_cache_keeps(desk, thing):
    photo, report = make_photo(thing), make_attachment(thing, data=PDF)
    places = [
        english(thing, "photo", photo.key, 480),
        english(thing, "photo", photo.key, 600),
        english(thing, "attachment", report.key),
    ]
    page = text_of(desk.get(english(thing, "change")))

    for place, name in zip(
        places, [photo.file_name(480), photo.file_name(600), report.file_name], strict=True
    ):
        answer = desk.get(place)
        assert b"".join(answer) == default_storage.open(name).read()
        assert "no-store" in answer["Cache-Control"]
        assert f'"{place}"' in page


def test_a_file_is_found_only_below_what_it_belongs_to(desk, thing):
    photo, report = make_photo(thing), make_attachment(thing)
    other = make_ceremony()

    for place in (
        english(other, "photo", photo.key, 480),
        english(other, "attachment", report.key),
        english(thing, "photo", photo.key, 481),
        english(thing, "photo", report.key, 480),
    ):
        assert desk.get(place).status_code == 404


def test_who_may_not_preview_sees_no_file(client, thing):
    photo, report = make_photo(thing), make_attachment(thing)
    places = [english(thing, "photo", photo.key, 480), english(thing, "attachment", report.key)]
    assert [client.get(place).status_code for place in places] == [302, 302]

    client.force_login(make_user())
    missing = client.get(english(thing, "photo", 32 * "0", 480))
    for place in places:
        assert (client.get(place).status_code, client.get(place).content) == (404, missing.content)

"""What is made of an uploaded picture, and which files are refused with which words."""

import io
import os
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms

from awards.media import documents, pictures
from awards.media.refusals import UnfitFile
from awards.models import Photo
from awards.models.media import LARGEST_FILE

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION, CAMERA, GPS = 0x0112, 0x010F, 0x8825
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def uploaded(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data)


def saved(picture, kind="JPEG", **options):
    """A picture as the bytes of a file."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def halves(size=(60, 40), mode="RGB"):
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def files_of(picture):
    """What is written of a picture, by width, as pictures."""
    photo = Photo(width=picture.width, height=picture.height)
    made = (content.read() for _name, content in pictures.renditions(picture, photo))
    return dict(zip(photo.widths(), map(Image.open, map(io.BytesIO, made)), strict=True))


def refusal(read, data, name):
    """Why a file is refused."""
    with pytest.raises(UnfitFile) as caught:
        read(uploaded(data, name))
    return str(caught.value)


def is_near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


def where_it_was_taken():
    """What a telephone writes into its pictures."""
    exif = Image.Exif()
    exif[CAMERA] = "SecretPhone"
    exif.get_ifd(GPS).update({1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)})
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_pixels_of_an_upload_is_kept(kind):
    options = {"exif": where_it_was_taken(), "icc_profile": ImageCms.ImageCmsProfile(pictures.SRGB).tobytes()}
    if kind != "PNG":
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretPlace</x:xmpmeta>"
    data = saved(halves((600, 400)), kind, **options)
    assert b"SecretPhone" in data

    picture = pictures.read(uploaded(data))

    photo = Photo(width=600, height=400)
    for _name, content in pictures.renditions(picture, photo):
        made = content.read()
        read_again = Image.open(io.BytesIO(made))
        read_again.load()
        assert (dict(read_again.getexif()), read_again.format) == ({}, "WEBP")
        assert not {"exif", "icc_profile", "xmp", "photoshop", "comment"} & set(read_again.info)
        assert not any(secret in made for secret in (b"Secret", b"EXIF", b"ICCP", b"XMP "))


def test_a_picture_is_kept_in_fixed_widths_and_never_enlarged():
    sizes = {
        (300, 200): [(300, 200)],
        (480, 320): [(480, 320)],
        (1000, 500): [(480, 240), (960, 480), (1000, 500)],
        (3000, 1500): [(480, 240), (960, 480), (1920, 960), (2560, 1280)],
        (1500, 3000): [(480, 960), (960, 1920), (1280, 2560)],
        (4000, 1): [(480, 1), (960, 1), (1920, 1), (2560, 1)],
        (1, 4000): [(1, 2560)],
    }
    for size, expected in sizes.items():
        made = files_of(pictures.read(uploaded(saved(Image.new("RGB", size)))))

        assert [picture.size for picture in made.values()] == expected


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_held(orientation):
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = halves((80, 40))
    upright.paste(GREEN, (0, 0, 40, 20))
    lying = upright.transpose(turned[orientation]) if orientation in turned else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    picture = pictures.read(uploaded(saved(lying, exif=exif)))

    assert picture.size == (80, 40)
    corners = [picture.getpixel(at) for at in [(10, 5), (10, 35), (70, 5), (70, 35)]]
    assert all(map(is_near, corners, [GREEN, RED, BLUE, BLUE]))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(kind):
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((*RED, 255), (20, 0, 40, 40))

    read = pictures.read(uploaded(saved(picture, kind, lossless=True), "logo.png"))

    assert read.mode == "RGB"
    assert is_near(read.getpixel((5, 20)), WHITE)
    assert is_near(read.getpixel((35, 20)), RED)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("L", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("LA", "PNG"),
        ("I;16", "PNG"),
    ],
)
def test_pictures_of_other_colours_are_read_as_they_look(mode, kind):
    picture = Image.new("L", (40, 40), 255)
    picture.paste(100 if mode != "1" else 0, (20, 0, 40, 40))
    if mode == "I;16":
        deep = Image.new(mode, (40, 40), 255 * 257)
        deep.paste(100 * 257, (20, 0, 40, 40))
    else:
        deep = picture.convert("RGB").convert(mode) if mode in ("CMYK", "P") else picture.convert(mode)

    read = pictures.read(uploaded(saved(deep, kind)))

    assert read.mode == "RGB"
    assert is_near(read.getpixel((5, 20)), WHITE)
    assert is_near(read.getpixel((35, 20)), 3 * (0 if mode == "1" else 100,))


def test_the_transparent_colour_of_a_palette_is_white():
    picture = halves().quantize(4)
    picture.info["transparency"] = picture.getpixel((5, 5))

    read = pictures.read(uploaded(saved(picture, "PNG")))

    assert is_near(read.getpixel((5, 5)), WHITE)
    assert is_near(read.getpixel((50, 5)), BLUE)


def test_a_broken_colour_profile_does_no_harm():
    read = pictures.read(uploaded(saved(halves(), icc_profile=b"no profile")))

    assert is_near(read.getpixel((5, 5)), RED)


def test_a_profile_for_other_colours_is_left_aside():
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    assert is_near(pictures.read(uploaded(saved(halves(), icc_profile=grey))).getpixel((5, 5)), RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_kept(kind):
    data = saved(
        Image.new("RGB", (20, 20), RED), kind, save_all=True, append_images=[Image.new("RGB", (20, 20), BLUE)]
    )

    assert is_near(pictures.read(uploaded(data)).getpixel((10, 10)), RED)


def test_of_the_many_pictures_in_one_jpeg_the_first_is_kept():
    data = saved(
        Image.new("RGB", (20, 20), RED),
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (20, 20), BLUE)],
    )

    assert is_near(pictures.read(uploaded(data)).getpixel((10, 10)), RED)


def png_of(width, height):
    """A PNG that says it is so large, and holds nothing."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"


TOO_MANY_PIXELS = "“วิว.png” has too many pixels. Save it with at most 3,000 a side."


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "size", [(10_000, 5_001), (13_000, 13_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert refusal(pictures.read, png_of(*size), "วิว.png") == TOO_MANY_PIXELS


LARGEST = {
    "an everyday JPEG": ("JPEG", "RGB", (8600, 5800), {"subsampling": 0}),
    "a progressive JPEG": ("JPEG", "RGB", (6000, 4000), {"subsampling": 0, "progressive": True}),
    "a transparent PNG": ("PNG", "RGBA", (4600, 4600), {"compress_level": 1}),
    "a grey PNG": ("PNG", "LA", (4600, 4600), {"compress_level": 1}),
    "a WebP": ("WEBP", "RGBA", (3250, 3250), {"lossless": True, "quality": 0}),
}
# Three uploads at once, as a worker keeps them.
READING = """
import runpy, sys, threading, django; django.setup()
from django.core.files import File
from awards.media.uploads import keep
from awards.models import Ceremony
def most(): return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
def take(): kept.append(keep(File(open(sys.argv[1], "rb")), Ceremony(), lambda name, content: None).width)
runpy.run_path("awardsportal/gunicorn.conf.py")
kept, before, uploads = [], most(), [threading.Thread(target=take) for _ in range(3)]
for each in uploads: each.start()
for each in uploads: each.join()
print(kept, most() - before < 250)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the most memory is told by Linux only")
@pytest.mark.parametrize("kind", LARGEST)
def test_the_largest_pictures_that_are_read_take_little_memory(kind, tmp_path):
    kind, mode, size, options = LARGEST[kind]
    file = tmp_path / "photo"
    Image.linear_gradient("L").convert(mode).resize(size).save(file, kind, **options)

    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "awardsportal.settings", "DATA_DIR": str(tmp_path)}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", READING, file],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "[2560, 2560, 2560] True\n"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "progressive"])
def test_a_picture_that_takes_more_memory_than_others_is_refused_earlier(kind):
    large = Image.new("RGB", (5500, 5200))
    data = saved(large, "JPEG", progressive=True) if kind == "progressive" else saved(large, kind)

    assert pictures.read(uploaded(saved(large))).width == 2560
    assert refusal(pictures.read, data, "วิว.png") == TOO_MANY_PIXELS


KINDS = {
    "GIF": saved(halves(), "GIF"),
    "TIFF": saved(halves(), "TIFF"),
    "BMP": saved(halves(), "BMP"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50),
    "AVIF": b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf" + bytes(50),
    "SVG": b'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "PSD": b"8BPS\0\1" + bytes(50),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_another_kind_is_named_whatever_the_file_is_called(kind):
    assert refusal(pictures.read, KINDS[kind], "photo.jpg") == (
        f"“photo.jpg” is a {kind} picture. Save it as JPEG, PNG or WebP."
    )


def test_a_document_among_the_photos_is_named():
    assert refusal(pictures.read, PDF, "scan.jpg") == (
        "“scan.jpg” is a PDF document. Give it a name that ends in .pdf."
    )


@pytest.mark.parametrize("data", [b"x", b"hello", b"PK\3\4" + bytes(100), b"<html><svg>", bytes(5000)])
def test_what_is_no_picture_is_refused(data):
    assert refusal(pictures.read, data, "photo.jpg") == (
        "“photo.jpg” is not a picture. Photos are JPEG, PNG or WebP, documents PDF."
    )


@pytest.mark.parametrize("read", [pictures.read, documents.check])
def test_an_empty_file_is_refused(read):
    assert refusal(read, b"", "a.pdf") == "“a.pdf” is empty. Copy it again from where it came from."


@pytest.mark.parametrize("read", [pictures.read, documents.check])
def test_a_file_of_too_many_bytes_is_refused(read):
    data = PDF + bytes(LARGEST_FILE)

    assert refusal(read, data, "a.pdf") == "“a.pdf” is larger than 20 MB. Save it in a smaller size."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.97])
def test_a_picture_that_breaks_off_is_refused(kind, part):
    data = saved(Image.effect_noise((200, 200), 80).convert("RGB"), kind)

    assert refusal(pictures.read, data[: int(len(data) * part)], "a.jpg") == (
        "“a.jpg” is damaged. Copy it again, or open it on your machine and save it anew."
    )


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_however_a_picture_is_damaged_it_is_read_or_refused(kind):
    data = saved(halves(), kind, exif=where_it_was_taken())

    for place in range(len(data)):
        for byte in (0, 255):
            with suppress(UnfitFile):
                pictures.read(uploaded(data[:place] + bytes([byte]) + data[place + 1 :]))


def test_a_whole_document_is_taken():
    documents.check(uploaded(PDF + b"\n" * 500, "a.pdf"))


@pytest.mark.parametrize("data", [b"%PD", b" " + PDF, saved(halves()), b"MZ" + PDF])
def test_what_is_no_document_is_refused(data):
    assert refusal(documents.check, data, "a.pdf") == (
        "“a.pdf” is not a PDF document. Open it on your machine and save it as PDF."
    )


@pytest.mark.parametrize("data", [PDF[:-6], PDF + bytes(2000)])
def test_a_document_that_breaks_off_is_refused(data):
    assert refusal(documents.check, data, "a.pdf") == (
        "“a.pdf” breaks off before its end. Copy it again from where it came from."
    )

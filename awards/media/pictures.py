"""From an uploaded picture to those that pages show: made anew, so that nothing else in the file comes along.

What a camera writes beside the picture, above all where it was taken, is in none of them.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError

from awards.media.refusals import UnfitFile, damaged, no_picture, refuse_by_size, unfit
from awards.models.media import LONGEST_SIDE

KINDS = ["JPEG", "PNG", "WEBP"]
MOST_PIXELS = 50_000_000
# What decoding may take, and what each pixel takes of it where a picture is decoded in full.
MOST_BYTES = 170_000_000
BYTES_A_PIXEL = {"PNG": 8, "WEBP": 16}
QUALITY = 82
ORIENTATION = 0x0112
# How a picture is turned upright, by what the camera says of how it was held.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")


def read(file):
    """The picture in an uploaded file as pages may show it: upright, in RGB, no larger than LONGEST_SIDE.

    Raises UnfitFile for everything but a whole JPEG, PNG or WebP of a sensible size.
    """
    refuse_by_size(file)
    try:
        return as_shown(opened(file))
    except UnfitFile:
        raise
    except Image.DecompressionBombError:
        raise too_many_pixels(file) from None
    except UnidentifiedImageError:
        raise no_picture(file) from None
    # A damaged file makes Pillow fail in nearly any way.
    except Exception:
        raise damaged(file) from None


def opened(file):
    """The picture in a file, not decoded yet; refuses what would take too much memory."""
    picture = Image.open(file, formats=KINDS)
    pixels, shrink = picture.width * picture.height, LONGEST_SIDE / max(picture.size)
    # A JPEG need not be decoded larger than it is wanted.
    width, height = (max(1, round(side * shrink)) for side in picture.size)
    picture.draft("RGB", (width, height))
    if pixels > MOST_PIXELS or bytes_to_decode(picture, pixels) > MOST_BYTES:
        raise too_many_pixels(file)
    return picture


def bytes_to_decode(picture, pixels):
    """How much memory a picture of so many pixels takes, of which a JPEG may be decoded to fewer."""
    if picture.format in BYTES_A_PIXEL:
        return BYTES_A_PIXEL[picture.format] * pixels
    # One that comes into focus step by step is kept in full until the last step.
    kept = 2 * len(picture.getbands()) * pixels if "progressive" in picture.info else 0
    return kept + 4 * picture.width * picture.height


def too_many_pixels(file):
    """The refusal of a picture that would take too much memory."""
    return unfit(_("“%(file)s” has too many pixels. Save it with at most 3,000 a side."), file)


def as_shown(picture):
    """The first frame, upright, in the colours of the web, on white, and no larger than needed."""
    turn, profile = TURNS.get(picture.getexif().get(ORIENTATION)), picture.info.get("icc_profile")
    picture = in_resizable_mode(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture = in_colour(picture)
    if turn is not None:
        picture = picture.transpose(turn)
    return on_white(in_web_colours(picture, profile))


def in_resizable_mode(picture):
    """The picture in a mode that can be resized well: while it is large, a copy is made only if it must."""
    if picture.mode.startswith("I"):
        return picture.convert("I")
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def in_colour(picture):
    """The picture in RGB with or without transparency, or in CMYK."""
    if picture.mode == "I":
        # Grey of 16 bits, which Pillow would cut off at 255.
        return picture.point(lambda grey: grey / 256).convert("RGB")
    return picture.convert({"L": "RGB", "LA": "RGBA"}.get(picture.mode, picture.mode))


def in_web_colours(picture, profile):
    """The picture in sRGB; as it is where its colour profile is missing, broken, or for other colours."""
    if not profile:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture


def on_white(picture):
    """The picture without transparency, as new: with nothing but its pixels."""
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    return ground


def renditions(picture, photo):
    """Each file of the photo that is made of this picture, as (name, content)."""
    for width in photo.widths():
        made = BytesIO()
        resized = picture.resize((width, photo.height_at(width)), Image.Resampling.LANCZOS, reducing_gap=3)
        resized.save(made, "WEBP", quality=QUALITY)
        yield photo.file_name(width), ContentFile(made.getvalue())

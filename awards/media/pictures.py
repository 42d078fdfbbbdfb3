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
        picture = Image.open(file, formats=KINDS)
        refuse_large(picture, file)
        return as_shown(picture)
    except UnfitFile:
        raise
    except Image.DecompressionBombError:
        raise too_many_pixels(file) from None
    except UnidentifiedImageError:
        raise no_picture(file) from None
    # A damaged file makes Pillow fail in nearly any way.
    except Exception:
        raise damaged(file) from None


def refuse_large(picture, file):
    """Refuse what would take too much memory, before it is decoded."""
    if picture.width * picture.height > MOST_PIXELS:
        raise too_many_pixels(file)


def too_many_pixels(file):
    """The refusal of a picture that would take too much memory."""
    message = _("“%(file)s” has more than %(most)s megapixels. Save it with at most 5,000 pixels a side.")
    return unfit(message, file, most=MOST_PIXELS // 1_000_000)


def as_shown(picture):
    """The first frame, upright, in the colours of the web, on white, and no larger than needed."""
    turn, profile = TURNS.get(picture.getexif().get(ORIENTATION)), picture.info.get("icc_profile")
    # A JPEG need not be decoded larger than it is wanted.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = in_plain_mode(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if turn is not None:
        picture = picture.transpose(turn)
    return on_white(in_web_colours(picture, profile))


def in_plain_mode(picture):
    """The picture in a mode that can be resized well: RGB with or without transparency, or CMYK."""
    if picture.mode.startswith("I"):
        # Grey of 16 bits, which Pillow would cut off at 255.
        return picture.convert("I").point(lambda grey: grey / 256).convert("RGB")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode in (mode, "CMYK") else picture.convert(mode)


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

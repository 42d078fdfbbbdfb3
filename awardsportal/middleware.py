"""What every request passes through: its language, and the rules of public pages."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control

from awardsportal import clock

SAFE_METHODS = ("GET", "HEAD")


def language_from_address(get_response):
    """Take the language from the address alone: Thai at /, English at /en/.

    Django's LocaleMiddleware also asks cookies and headers, which would make one address say different
    things to different people.
    """

    def middleware(request):
        language = translation.get_language_from_path(request.path_info)
        # Django takes /EN/ for English too, where no page is.
        language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def compressed(get_response):
    """Send what is text compressed to whoever takes it; photos and documents are so already.

    What no cache may keep holds secrets, and how well a page is compressed may betray them.
    """
    gzip = GZipMiddleware(get_response)

    def middleware(request):
        response = get_response(request)
        is_text = any(kind in response.get("Content-Type", "") for kind in ("text/", "xml", "json"))
        is_secret = "no-store" in response.get("Cache-Control", "")
        return gzip.process_response(request, response) if is_text and not is_secret else response

    return middleware


def one_moment(get_response):
    """Answer a request as of one moment: what is released meanwhile is not on half of a page."""

    def middleware(request):
        with clock.standing_still():
            return get_response(request)

    return middleware


def public_pages(get_response):
    """Public pages are read only, and any cache may hold them as long as it asks whether they still hold."""

    def middleware(request):
        if request.path_info.startswith(reverse("admin:index")):
            return get_response(request)
        if request.method not in SAFE_METHODS:
            return HttpResponseNotAllowed(SAFE_METHODS)
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    return middleware

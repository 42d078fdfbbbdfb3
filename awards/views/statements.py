"""What the portal says about itself."""

from django.shortcuts import render


def privacy(request):
    """The page on privacy, which says what the portal does and promises nothing more."""
    return render(request, "awards/privacy.html")


def accessibility(request):
    """The page on accessibility: what is aimed at, how it is checked, and what is known to be missing."""
    return render(request, "awards/accessibility.html")

"""What the portal shows and keeps of persons."""

from django.shortcuts import render


def privacy(request):
    """The page on privacy, which says what the portal does and promises nothing more."""
    return render(request, "awards/privacy.html")

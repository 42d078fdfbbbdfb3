"""The page of work that a process of its own does: how far it is, and where it led."""

from django.shortcuts import redirect

from awardsportal.spreadsheets import background


def start(record, step, *, by, promise="", also=()):
    """Let a process of its own take a step, and lead to the page that says how far it is."""
    told = [f"--promise={promise}", *(f"--also={key}" for key in also)]
    # No argument of a command can hold a NUL.
    background.start(record, step, by=by, options=[text.replace("\0", "") for text in told])
    return redirect("admin:spreadsheets_spreadsheetimport_progress", record.pk)

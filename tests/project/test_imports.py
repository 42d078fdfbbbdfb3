"""Who may import whom: thai <- audit, spreadsheets <- agencies <- awards <- awardsportal/urls.py."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AUDIT, SPREADSHEETS = "awardsportal.audit", "awardsportal.spreadsheets"


def imported_by(path):
    """The modules that a file imports, written out in full."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def imports_of(folder):
    """Each (file, imported module) below a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for module in imported_by(path):
            yield path.relative_to(ROOT).as_posix(), module


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("awardsportal/thai", ("django", "agencies", "awards", AUDIT, SPREADSHEETS)),
        ("awardsportal/audit", ("agencies", "awards")),
        ("awardsportal/spreadsheets", ("agencies", "awards")),
        ("agencies", ("awards",)),
        ("awardsportal", ("agencies", "awards")),
    ],
)
def test_nothing_imports_what_stands_on_it(folder, forbidden):
    wrong = [
        (path, module)
        for path, module in imports_of(folder)
        for name in forbidden
        if (module == name or module.startswith(f"{name}.")) and path != "awardsportal/urls.py"
    ]

    assert wrong == []


@pytest.mark.parametrize("app", ["agencies", "awards"])
def test_models_and_rules_know_nothing_of_the_admin_views_or_addresses(app):
    outer = tuple(f"{app}.{name}" for name in ("admin", "views", "urls", "file_urls", "templatetags"))
    wrong = [
        (path, module)
        for path, module in imports_of(app)
        if module.startswith(outer) and not path.startswith(tuple(name.replace(".", "/") for name in outer))
    ]

    assert wrong == []

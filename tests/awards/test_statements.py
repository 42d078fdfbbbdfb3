"""What the portal says about itself."""

import pytest

from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["privacy", "accessibility"])
def test_a_statement_has_the_same_parts_in_both_languages_and_a_link_in_the_footer(client, page):
    thai, english = client.get(f"/{page}/"), client.get(f"/en/{page}/")

    assert len(texts(thai, "h2")) == len(texts(english, "h2")) == 5
    assert len(texts(thai, "li")) == len(texts(english, "li"))
    assert len(texts(thai, "p")) == len(texts(english, "p"))
    for statement in (thai, english):
        assert 'href="https://www.dga.or.th/"' in statement.content.decode()
        assert "@" not in texts(statement, "main")[0]
    assert f'href="/en/{page}/"' in client.get("/en/").content.decode()


def test_the_page_on_accessibility_claims_no_more_than_was_done(client):
    (said,) = texts(client.get("/en/accessibility/"), "main")

    assert "aim at the Web Content Accessibility Guidelines (WCAG) 2.2, level AA" in said
    assert "People with disabilities and independent experts have not tested this site yet." in said

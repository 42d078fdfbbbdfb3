"""By which of its names a page calls who won: the row and its bilingual field, as shown.plain takes them."""


def agency_named(winner):
    """The agency as announced; by its name today, where none was given in English and it has not changed."""
    if winner.agency_name_en or winner.has_renamed_agency():
        return winner, "agency_name"
    return winner.agency, "name"


def recipient_named(winner):
    """The person, or the agency as announced."""
    return (winner, "person") if winner.person_th else agency_named(winner)

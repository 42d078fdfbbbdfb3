"""What the template for agencies offers: examples, and ministries and provinces to choose from."""

from agencies.models import Agency, Province
from awardsportal.spreadsheets.template_file import Template


class AgencyTemplate(Template):
    """The template for agencies."""

    # There is no such ministry: an example that lost its mark is refused.
    examples = (
        {
            "code": "example-department",
            "name_th": "กรมตัวอย่าง",
            "name_en": "Example Department",
            "abbreviations": "กตย., EXD",
            "kind_of_agency": "กรมหรือเทียบเท่า",
            "parent": "กระทรวงตัวอย่าง",
            "website": "https://www.example.go.th",
        },
        {
            "code": "example-town",
            "name_th": "เทศบาลเมืองตัวอย่าง",
            "kind_of_agency": "เทศบาลเมือง",
            "parent": "กระทรวงตัวอย่าง",
            "province": "เชียงใหม่",
            "dissolved_on": "30 ก.ย. 2563",
        },
    )

    def lists(self, occasion):
        """The ministries and the provinces."""
        return {
            "parent": list(Agency.objects.ministries().values_list("name_th", flat=True)),
            "province": list(Province.objects.values_list("name_th", flat=True)),
        }

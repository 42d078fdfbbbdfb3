"""What the templates for winners and findings offer: examples, and what a ceremony has to choose from."""

from awards.models import Award, Ceremony, Indicator
from awardsportal.spreadsheets.template_file import Template
from awardsportal.thai.dates import ce_to_be


class CeremonyTemplate(Template):
    """A template as it is, or for one ceremony."""

    made_for = "ceremony"

    def occasions(self):
        """The ceremonies, the latest first."""
        return [(ceremony.slug, ceremony.name_th) for ceremony in Ceremony.objects.all()]

    def lists(self, occasion):
        """For a ceremony its year, and what else of it there is to choose from."""
        if not occasion:
            return {}
        ceremony = Ceremony.objects.get(slug=occasion)
        return {"year": [ce_to_be(ceremony.year)], **self.lists_of(ceremony)}

    def lists_of(self, ceremony):
        """What of a ceremony there is to choose from."""
        raise NotImplementedError


class WinnerTemplate(CeremonyTemplate):
    """The template for winners."""

    # No agency is called so: an example that lost its mark is refused.
    examples = (
        {
            "year": 2563,
            "title_th": "รางวัลรัฐบาลดิจิทัล หน่วยงานระดับกรม",
            "title_en": "Digital Government Awards, department level",
            "award": "รางวัลรัฐบาลดิจิทัล",
            "heading_th": "รางวัลรัฐบาลดิจิทัล",
            "level": "กรมหรือเทียบเท่า",
            "mission": "ให้บริการเป็นหลัก",
            "form": "โล่รางวัล",
            "quota": 10,
            "agency": "กรมตัวอย่าง",
            "agency_name_th": "กรมตัวอย่างและการสาธิต",
            "rank": 1,
            "score": 97.85,
            "source": "ประกาศผลรางวัลรัฐบาลดิจิทัล ประจำปี 2563 หน้า 2",
            "held_on": "3 ธ.ค. 2563",
            "venue_th": "สโมสรทหารบก ถนนวิภาวดีรังสิต",
        },
        {
            "year": 2563,
            "title_th": "รางวัลผู้นำองค์กรดิจิทัลดีเด่น",
            "award": "รางวัลผู้นำองค์กรดิจิทัลดีเด่น",
            "level": "บุคคล",
            "form": "โล่รางวัล",
            "quota": 1,
            "agency": "สำนักงานตัวอย่าง (องค์การมหาชน)",
            "person": "นางสาวสมหญิง ใจดี",
            "position_th": "รักษาการแทนผู้อำนวยการ",
            "citation_th": "ผู้นำการเปลี่ยนบริการให้เป็นดิจิทัลทั้งองค์กร",
            "received_by": "นายสมชาย ใจดี รองผู้อำนวยการ",
            "held_on": "03/12/2563",
            "presider_th": "นายตัวอย่าง สมมตินาม",
            "presider_position_th": "รองนายกรัฐมนตรี",
        },
    )

    def lists(self, occasion):
        """All awards, or those of the ceremony."""
        return super().lists(occasion) or {"award": list(Award.objects.values_list("name_th", flat=True))}

    def lists_of(self, ceremony):
        """The ceremony's categories, and their awards."""
        offered = ceremony.categories.select_related("award")
        return {
            "title_th": [category.title_th for category in offered],
            "award": [category.award.name_th for category in offered],
        }


class FindingTemplate(CeremonyTemplate):
    """The template for the findings of a survey."""

    # There was no ceremony in this year: an example that lost its mark is refused.
    examples = (
        {
            "year": 2543,
            "code": "1",
            "title_th": "แนวนโยบายและหลักปฏิบัติ",
            "title_en": "Policies/Practices",
            "level": "กรมหรือเทียบเท่า",
            "place": 1,
            "score": 81.58,
        },
        {
            "year": 2543,
            "code": "2",
            "title_th": "ศักยภาพเจ้าหน้าที่ภาครัฐด้านดิจิทัล",
            "level": "จังหวัด",
            "place": 3,
            "text_th": "บุคลากรส่วนใหญ่ใช้ระบบงานดิจิทัลได้ด้วยตนเอง",
        },
    )

    def lists_of(self, ceremony):
        """The indicators of the survey behind the ceremony."""
        indicators = Indicator.objects.filter(survey__ceremony=ceremony)
        return {
            "code": [indicator.code for indicator in indicators],
            "title_th": [indicator.title_th for indicator in indicators],
        }

"""What the template for winners offers: examples, and a ceremony's categories and awards to choose from."""

from awards.models import Award, Ceremony
from awardsportal.spreadsheets.template_file import Template
from awardsportal.thai.dates import ce_to_be


class WinnerTemplate(Template):
    """The template for winners, as it is or for one ceremony."""

    made_for = "ceremony"
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

    def occasions(self):
        """The ceremonies, the latest first."""
        return [(ceremony.slug, ceremony.name_th) for ceremony in Ceremony.objects.all()]

    def lists(self, occasion):
        """The awards; for a ceremony its year, its categories and their awards."""
        if not occasion:
            return {"award": list(Award.objects.values_list("name_th", flat=True))}
        ceremony = Ceremony.objects.get(slug=occasion)
        offered = list(ceremony.categories.values_list("title_th", "award__name_th"))
        titles, awards = zip(*offered, strict=True) if offered else ((), ())
        return {
            "year": [ce_to_be(ceremony.year)],
            "title_th": list(dict.fromkeys(titles)),
            "award": list(dict.fromkeys(awards)),
        }

"""The columns of a sheet of winners, and what staff write in them."""

from django.utils.translation import gettext_lazy as _

from awards.models import Form, Level, Mission
from awardsportal.spreadsheets.columns import Choice, Column, Day, Lines, Number, PersonName, Whole, Year
from awardsportal.spreadsheets.resource import SheetResource

# What staff write for each choice; the first is what an export writes.
LEVEL_NAMES = {
    Level.DEPARTMENT: (
        "กรมหรือเทียบเท่า",
        "กรม",
        "ระดับกรม",
        "ระดับกรมหรือเทียบเท่า",
        "department",
        "department level",
    ),
    Level.PROVINCE: ("จังหวัด", "ระดับจังหวัด", "province", "province level", "provincial"),
    Level.LOCAL: (
        "อปท.",
        "ระดับ อปท.",
        "ท้องถิ่น",
        "ระดับท้องถิ่น",
        "องค์กรปกครองส่วนท้องถิ่น",
        "ระดับองค์กรปกครองส่วนท้องถิ่น",
        "local",
        "local government",
        "local government level",
    ),
    Level.PERSON: ("บุคคล", "ระดับบุคคล", "ประเภทบุคคล", "person", "personal level", "individual"),
}
MISSION_NAMES = {
    Mission.SERVICE: ("ให้บริการเป็นหลัก", "ให้บริการ", "ด้านการให้บริการ", "service", "mainly provides services"),
    Mission.POLICY: (
        "จัดทำนโยบาย กำกับดูแล",
        "จัดทำนโยบาย กำกับดูแล และประสานงาน",
        "จัดทำนโยบาย",
        "กำกับดูแล",
        "policy",
        "mainly makes policy, regulates and coordinates",
    ),
}
FORM_NAMES = {
    Form.PLAQUE: ("โล่รางวัล", "โล่", "โล่เกียรติคุณ", "plaque"),
    Form.CERTIFICATE: ("ประกาศนียบัตร", "ใบประกาศนียบัตร", "ใบประกาศ", "certificate"),
    Form.TROPHY: ("ถ้วยรางวัล", "ถ้วย", "trophy"),
    Form.COMMENDATION: ("ประกาศเกียรติคุณ", "ใบประกาศเกียรติคุณ", "commendation"),
}
PERSON_FIELDS = ("person_title_th", "person_given_th", "person_family_th")
ACTING = "รักษาการแทน"


def position(winner):
    """The position as announced, with the mark that it is held for another."""
    return f"{ACTING}{winner.position_th}" if winner.acting else winner.position_th


class WinnerSheet(SheetResource):
    """What a sheet of winners may tell; its ceremony and category are told anew in each row."""

    year = Column(
        "ปี พ.ศ.",
        "ปี",
        "พ.ศ.",
        "ประจำปี",
        "ปีที่ได้รับรางวัล",
        "ปีงบประมาณ",
        "year",
        "year_ce",
        "year_be",
        attribute="category__ceremony__year",
        widget=Year(),
        required=True,
    )
    title_th = Column(
        "ประเภทรางวัล",
        "ชื่อประเภทรางวัล",
        "ประเภท",
        "ชื่อรางวัล",
        "รางวัล",
        "category",
        "category_th",
        "award",
        attribute="category__title_th",
        required=True,
    )
    title_en = Column(
        "ประเภทรางวัล (อังกฤษ)", "ประเภทรางวัลภาษาอังกฤษ", "category_en", attribute="category__title_en"
    )
    award = Column(
        "รางวัล", "ชื่อรางวัล", "รหัสรางวัล", "award", "award_code", attribute="category__award__name_th"
    )
    heading_th = Column("หัวข้อ", "กลุ่มรางวัล", "heading", "heading_th", attribute="category__heading_th")
    heading_en = Column("หัวข้อ (อังกฤษ)", "heading_en", attribute="category__heading_en")
    level = Column("ระดับ", "ระดับรางวัล", "level", attribute="category__level", widget=Choice(LEVEL_NAMES))
    mission = Column(
        "พันธกิจ", "กลุ่มภารกิจ", "mission", attribute="category__mission", widget=Choice(MISSION_NAMES)
    )
    form = Column("รูปแบบรางวัล", "ลักษณะรางวัล", "form", attribute="category__form", widget=Choice(FORM_NAMES))
    quota = Column("จำนวนรางวัล", "จำนวน", "quota", attribute="category__quota", widget=Whole())
    agency = Column(
        "หน่วยงาน",
        "ชื่อหน่วยงาน",
        "ส่วนราชการ",
        "หน่วยงานที่ได้รับรางวัล",
        "agency",
        "agency_th",
        attribute="agency__name_th",
        fills=("agency",),
        required=True,
        meaning=_("The agency, or that of the person, by any of its names: in full, a former one, or short."),
    )
    agency_name_th = Column(
        "ชื่อหน่วยงานตามประกาศ", "ชื่อตามประกาศ", "agency_name", "agency_name_th", attribute="agency_name_th"
    )
    agency_name_en = Column(
        "ชื่อหน่วยงานตามประกาศ (อังกฤษ)",
        "ชื่อหน่วยงานภาษาอังกฤษ",
        "agency_en",
        "agency_name_en",
        attribute="agency_name_en",
    )
    person = Column(
        "ชื่อ-นามสกุล",
        "ชื่อ - สกุล",
        "ชื่อ นามสกุล",
        "ผู้รับรางวัล",
        "ชื่อ-นามสกุล (ผู้รับรางวัล)",
        "ผู้ได้รับรางวัล",
        "person",
        "name",
        attribute="person_th",
        fills=PERSON_FIELDS,
        widget=PersonName(),
        meaning=_("Whom the award was given to, only for awards that are given to a person."),
    )
    position_th = Column(
        "ตำแหน่ง",
        "position",
        "position_th",
        attribute="position_th",
        shows=position,
        meaning=_("The person's position, after “รักษาการแทน” if it is held for somebody else."),
    )
    position_en = Column("ตำแหน่ง (อังกฤษ)", "position_en", attribute="position_en")
    rank = Column("อันดับ", "อันดับที่", "ลำดับที่", "rank", attribute="rank", widget=Whole())
    score = Column("คะแนน", "คะแนนรวม", "ร้อยละ", "score", attribute="score", widget=Number())
    citation_th = Column(
        "คำประกาศเกียรติคุณ", "citation", "citation_th", attribute="citation_th", widget=Lines()
    )
    citation_en = Column("คำประกาศเกียรติคุณ (อังกฤษ)", "citation_en", attribute="citation_en", widget=Lines())
    received_by = Column("ผู้แทนรับรางวัล", "ผู้แทน", "received_by", attribute="received_by")
    source = Column("แหล่งที่มา", "ที่มา", "source", attribute="source", widget=Lines())
    ref = Column(
        "รหัสอ้างอิง",
        "reference",
        "ref",
        attribute="ref",
        meaning=_("What an export gives a winner to be found again by. Leave it empty for a new winner."),
    )
    held_on = Column(
        "วันที่จัดพิธี",
        "วันที่มอบรางวัล",
        "วันจัดพิธี",
        "held_on",
        attribute="category__ceremony__held_on",
        widget=Day(),
    )
    venue_th = Column("สถานที่จัดพิธี", "สถานที่", "venue", "venue_th", attribute="category__ceremony__venue_th")
    venue_en = Column("สถานที่จัดพิธี (อังกฤษ)", "venue_en", attribute="category__ceremony__venue_en")
    presider_th = Column(
        "ประธานในพิธี", "ประธาน", "presider", "presider_th", attribute="category__ceremony__presider_th"
    )
    presider_en = Column("ประธานในพิธี (อังกฤษ)", "presider_en", attribute="category__ceremony__presider_en")
    presider_position_th = Column(
        "ตำแหน่งประธาน",
        "ตำแหน่งประธานในพิธี",
        "presider_position",
        "presider_position_th",
        attribute="category__ceremony__presider_position_th",
    )
    presider_position_en = Column(
        "ตำแหน่งประธาน (อังกฤษ)",
        "presider_position_en",
        attribute="category__ceremony__presider_position_en",
    )

"""What staff write in a sheet of winners: its headings, and the words in its cells."""

from awards.models import Form, Level, Mission

# The headings that each column answers to; the first is what an export writes.
HEADINGS = {
    "year": (
        "ปี พ.ศ.", "ปี", "พ.ศ.", "ปี ค.ศ.", "ค.ศ.", "ประจำปี", "ประจำปี พ.ศ.", "ปีที่ได้รับรางวัล",
        "ปีที่ได้รับ", "ปี พ.ศ. ที่ได้รับรางวัล", "ปี พ.ศ. ที่ได้รับ", "ปีที่มอบรางวัล",
        "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "พุทธศักราช", "year", "award year", "year_ce", "year_be",
    ),
    "title_th": (
        "ประเภทรางวัล", "ชื่อประเภทรางวัล", "ประเภทของรางวัล", "ประเภทรางวัลที่ได้รับ", "ประเภท",
        "สาขารางวัล", "ชื่อรางวัล", "รางวัลที่ได้รับ", "ชื่อรางวัลที่ได้รับ", "รางวัล", "category",
        "award category", "award name", "award title", "award",
    ),
    "title_en": (
        "ประเภทรางวัล (อังกฤษ)", "ประเภทรางวัลภาษาอังกฤษ", "ชื่อรางวัลภาษาอังกฤษ", "category_en",
        "award_en",
    ),
    "award": ("รางวัล", "ชื่อรางวัล", "รหัสรางวัล", "award", "award_code"),
    "heading_th": ("หัวข้อ", "กลุ่มรางวัล", "หมวดรางวัล", "หมวด", "heading"),
    "heading_en": ("หัวข้อ (อังกฤษ)", "heading_en"),
    "level": (
        "ระดับ", "ระดับรางวัล", "ระดับหน่วยงาน", "ระดับของหน่วยงาน", "ระดับการประกวด", "level",
        "award level",
    ),
    "mission": ("พันธกิจ", "กลุ่มภารกิจ", "ภารกิจ", "ลักษณะภารกิจ", "mission"),
    "form": ("รูปแบบรางวัล", "ลักษณะรางวัล", "รูปแบบของรางวัล", "รูปแบบ", "form", "award form"),
    "quota": ("จำนวนรางวัล", "จำนวนรางวัลทั้งหมด", "จำนวน", "โควตา", "โควต้า", "quota"),
    "agency": (
        "หน่วยงาน", "ชื่อหน่วยงาน", "ส่วนราชการ", "ชื่อส่วนราชการ", "ส่วนราชการ/หน่วยงาน",
        "หน่วยงาน/ส่วนราชการ", "หน่วยงานภาครัฐ", "หน่วยงานที่ได้รับรางวัล",
        "ชื่อหน่วยงานที่ได้รับรางวัล", "agency", "agency name", "organization", "organisation",
    ),
    "ministry": (
        "สังกัด", "กระทรวง", "ต้นสังกัด", "หน่วยงานต้นสังกัด", "สังกัดกระทรวง", "ministry", "parent",
    ),
    "agency_name_th": ("ชื่อหน่วยงานตามประกาศ", "ชื่อตามประกาศ", "agency_name", "agency_name_th"),
    "agency_name_en": (
        "ชื่อหน่วยงานตามประกาศ (อังกฤษ)", "ชื่อหน่วยงานภาษาอังกฤษ", "ชื่อหน่วยงาน (อังกฤษ)",
        "หน่วยงาน (อังกฤษ)", "agency_en", "agency_name_en",
    ),
    "person": (
        "ชื่อ-นามสกุล", "ชื่อ-สกุล", "ชื่อและนามสกุล", "ชื่อ-ชื่อสกุล", "ผู้รับรางวัล",
        "ชื่อผู้รับรางวัล", "ชื่อ-นามสกุล (ผู้รับรางวัล)", "ผู้ได้รับรางวัล",
        "ชื่อผู้ได้รับรางวัล", "ชื่อ-สกุล ผู้ได้รับรางวัล", "person", "name", "full name",
    ),
    "position_th": ("ตำแหน่ง", "ชื่อตำแหน่ง", "ตำแหน่งผู้ได้รับรางวัล", "position"),
    "acting": ("รักษาการแทน", "รักษาการ", "รักษาราชการแทน", "รักษาการในตำแหน่ง", "acting"),
    "position_en": ("ตำแหน่ง (อังกฤษ)", "position_en"),
    "rank": ("อันดับ", "อันดับที่", "ลำดับที่", "อันดับรางวัล", "rank", "ranking"),
    "score": (
        "คะแนน", "คะแนนรวม", "ร้อยละ", "คะแนนเฉลี่ย", "คะแนนที่ได้", "คะแนนที่ได้รับ",
        "คะแนน (ร้อยละ)", "คะแนน (%)", "ร้อยละของคะแนน", "%", "score", "total score", "percent",
        "percentage",
    ),
    "citation_th": ("คำประกาศเกียรติคุณ", "คำประกาศ", "citation"),
    "citation_en": ("คำประกาศเกียรติคุณ (อังกฤษ)", "citation_en"),
    "received_by": (
        "ผู้แทนรับรางวัล", "ผู้แทนรับมอบรางวัล", "ผู้รับมอบรางวัล", "ผู้เข้ารับรางวัล", "ผู้แทน",
        "received_by",
    ),
    "source": (
        "แหล่งที่มา", "ที่มา", "แหล่งข้อมูล", "ที่มาของข้อมูล", "แหล่งอ้างอิง", "อ้างอิง",
        "source", "url",
    ),
    "ref": ("รหัสอ้างอิง", "reference", "ref"),
    "held_on": (
        "วันที่จัดพิธี", "วันที่มอบรางวัล", "วันที่ได้รับรางวัล", "วันที่รับรางวัล", "วันจัดพิธี",
        "วันที่จัดงาน", "วันที่", "held_on", "date", "ceremony date",
    ),
    "venue_th": ("สถานที่จัดพิธี", "สถานที่มอบรางวัล", "สถานที่จัดงาน", "สถานที่", "venue"),
    "venue_en": ("สถานที่จัดพิธี (อังกฤษ)", "venue_en"),
    "presider_th": ("ประธานในพิธี", "ประธานในพิธีมอบรางวัล", "ประธาน", "presider", "presided_by"),
    "presider_en": ("ประธานในพิธี (อังกฤษ)", "presider_en"),
    "presider_position_th": ("ตำแหน่งประธาน", "ตำแหน่งประธานในพิธี", "presider_position"),
    "presider_position_en": ("ตำแหน่งประธาน (อังกฤษ)", "presider_position_en"),
}  # fmt: skip

# What staff write for each choice; the first is what an export writes.
LEVEL_NAMES = {
    Level.DEPARTMENT: (
        "กรมหรือเทียบเท่า",
        "กรม",
        "กรมหรือหน่วยงานเทียบเท่า",
        "กรมและเทียบเท่า",
        "กรม/เทียบเท่า",
        "ส่วนราชการระดับกรม",
        "department",
        "department or equivalent",
    ),
    Level.PROVINCE: ("จังหวัด", "province", "provincial"),
    Level.LOCAL: (
        "อปท.",
        "ท้องถิ่น",
        "องค์กรปกครองส่วนท้องถิ่น",
        "องค์การปกครองส่วนท้องถิ่น",
        "local",
        "local government",
    ),
    Level.PERSON: ("บุคคล", "รายบุคคล", "person", "personal", "individual"),
}
MISSION_NAMES = {
    Mission.SERVICE: (
        "ให้บริการเป็นหลัก",
        "ให้บริการ",
        "บริการ",
        "ด้านการให้บริการ",
        "ภารกิจให้บริการเป็นหลัก",
        "เน้นให้บริการ",
        "service",
        "mainly provides services",
    ),
    Mission.POLICY: (
        "จัดทำนโยบาย กำกับดูแล",
        "จัดทำนโยบาย กำกับดูแล และประสานงาน",
        "จัดทำนโยบาย/กำกับดูแล",
        "จัดทำนโยบายและกำกับดูแล",
        "จัดทำนโยบาย",
        "นโยบาย",
        "กำกับดูแล",
        "policy",
        "mainly makes policy, regulates and coordinates",
    ),
}
FORM_NAMES = {
    Form.PLAQUE: ("โล่รางวัล", "โล่", "โล่เกียรติคุณ", "โล่ประกาศเกียรติคุณ", "plaque", "shield"),
    Form.CERTIFICATE: ("ประกาศนียบัตร", "ใบประกาศนียบัตร", "ใบประกาศ", "เกียรติบัตร", "certificate"),
    Form.TROPHY: ("ถ้วยรางวัล", "ถ้วย", "trophy", "cup"),
    Form.COMMENDATION: ("ประกาศเกียรติคุณ", "ใบประกาศเกียรติคุณ", "commendation"),
}

# What may stand beside the name of a level, a mission or a form, and beside a rank or a quota.
BESIDE = ("ระดับ", "ประเภท", "หน่วยงาน", "รางวัล", "level")
RANK_WORDS = ("อันดับที่", "อันดับ", "ลำดับที่", "ที่", "no.", "#", "st", "nd", "rd", "th")
QUOTA_WORDS = ("รางวัล", "หน่วยงาน", "แห่ง", "จังหวัด", "คน", "ราย")

# The mark of a position that is held for another, as an export writes it, and what else means so.
ACTING = "รักษาการแทน"
ACTING_WORDS = (ACTING, "รักษาการ", "รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่แทน", "รก.", "รรท.", "acting")

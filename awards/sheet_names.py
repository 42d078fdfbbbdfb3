"""What staff write in sheets for the choices of a category; the first of each is what an export writes."""

from awards.models import Form, Level, Mission

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

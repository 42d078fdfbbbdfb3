"""How agencies are read from a sheet and written to one."""

import re

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choosing import AgencyChooser
from agencies.duplicates import Named, alike
from agencies.matching import provinces_by_name
from agencies.models import Agency, AgencyName, Kind, NameKind, Province
from awardsportal.spreadsheets.columns import Choice, Column, Day, Lines
from awardsportal.spreadsheets.instances import field_problems
from awardsportal.spreadsheets.resource import SheetResource
from awardsportal.thai.text import clean, fold

# What staff write for each kind, from DGA's list; the first is what an export writes.
KIND_NAMES = {
    Kind.DEPARTMENT: ("กรมหรือเทียบเท่า", "กรม", "ส่วนราชการระดับกรม", "department", "department or equivalent"),
    Kind.STATE_ENTERPRISE: ("รัฐวิสาหกิจ", "state enterprise"),
    Kind.PUBLIC_ORGANIZATION: ("องค์การมหาชน", "public organization", "public organisation"),
    Kind.INDEPENDENT: (
        "หน่วยงานของรัฐตามกฎหมายเฉพาะ/องค์กรอิสระ",
        "หน่วยงานของรัฐตามกฎหมายเฉพาะ",
        "หน่วยงานตามกฎหมายเฉพาะ",
        "องค์กรอิสระ",
        "independent",
        "body under its own law or independent body",
    ),
    Kind.FUND: ("กองทุนที่เป็นนิติบุคคล", "กองทุน", "fund", "fund with legal personality"),
    Kind.UNIVERSITY: ("สถาบันอุดมศึกษา", "มหาวิทยาลัย", "university", "higher education institution"),
    Kind.PROVINCE: ("จังหวัด", "province"),
    Kind.PAO: ("อบจ.", "องค์การบริหารส่วนจังหวัด", "provincial administrative organization"),
    Kind.CITY: ("เทศบาลนคร", "city municipality"),
    Kind.TOWN: ("เทศบาลเมือง", "town municipality"),
    Kind.SUBDISTRICT_MUNICIPALITY: ("เทศบาลตำบล", "subdistrict municipality"),
    Kind.SAO: ("อบต.", "องค์การบริหารส่วนตำบล", "subdistrict administrative organization"),
    Kind.SPECIAL_LOCAL: (
        "อปท.รูปแบบพิเศษ",
        "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ",
        "special local government",
    ),
    Kind.MINISTRY: ("กระทรวง", "ministry"),
    Kind.OTHER: ("อื่น ๆ", "อื่นๆ", "other"),
}
# What lists drawn from the budget have in place of a ministry.
NO_PARENTS = set(
    map(
        fold,
        (
            "องค์กรปกครองส่วนท้องถิ่น",
            "จังหวัดและกลุ่มจังหวัด",
            "รัฐวิสาหกิจ",
            "องค์การมหาชน",
            "ส่วนราชการไม่สังกัดสำนักนายกรัฐมนตรี กระทรวง หรือทบวง และหน่วยงานภายใต้การควบคุมดูแลของนายกรัฐมนตรี",
            "หน่วยงานขององค์กรอิสระและองค์กรอัยการ",
            "หน่วยงานของรัฐสภา",
            "หน่วยงานของศาล",
            "หน่วยงานอื่นของรัฐ",
        ),
    )
)
NULLABLE = {"dissolved_on", "parent", "province"}
SEPARATORS = re.compile(r"[/|,;\n]")


class Abbreviations(Lines):
    """Several short names in one cell."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Short names, parted by a comma, a slash or a line break.")

    def read(self, value):
        """Each name once, in the order typed."""
        return tuple(dict.fromkeys(filter(None, map(clean, SEPARATORS.split(super().read(value))))))


def abbreviations(agency):
    """An agency's abbreviations as one cell holds them: those typed in the sheet, or else those stored."""
    typed = getattr(agency, "typed_abbreviations", None)
    return " / ".join(stored_abbreviations(agency) if typed is None else typed)


def stored_abbreviations(agency):
    """The abbreviations that the agency has in the portal."""
    names = [] if agency._state.adding else agency.names.all()
    return [name.name for name in names if name.kind == NameKind.ABBREVIATION]


class AgencyResource(SheetResource):
    """Agencies, found again by code or else by name."""

    kind = "agencies"
    update_fields = ("name_th", "name_en", "kind", "parent", "province", "website", "dissolved_on")

    class Meta:
        model = Agency

    code = Column("รหัส", "รหัสหน่วยงาน", "code", attribute="code")
    name_th = Column(
        "ชื่อหน่วยงาน", "หน่วยงาน", "ส่วนราชการ", "name", "name_th", "agency", attribute="name_th", required=True
    )
    name_en = Column("ชื่อภาษาอังกฤษ", "ชื่อหน่วยงานภาษาอังกฤษ", "name_en", "english name", attribute="name_en")
    abbreviations = Column(
        "ชื่อย่อ",
        "อักษรย่อ",
        "abbreviations",
        "abbreviation",
        attribute="abbreviations",
        widget=Abbreviations(),
        shows=abbreviations,
        meaning=gettext_lazy("All its abbreviations, in Thai and in English. A change replaces them all."),
    )
    kind_of_agency = Column(
        "ประเภทหน่วยงาน", "ประเภท", "kind", "type", attribute="kind", widget=Choice(KIND_NAMES)
    )
    parent = Column(
        "สังกัด",
        "กระทรวง",
        "ต้นสังกัด",
        "ministry",
        "parent",
        attribute="parent__name_th",
        fills=("parent",),
    )
    province = Column("จังหวัด", "province", attribute="province__name_th", fills=("province",))
    website = Column("เว็บไซต์", "เว็บไซด์", "website", "url", attribute="website")
    dissolved_on = Column(
        "วันที่ยุบเลิก", "ยุบเลิกเมื่อ", "dissolved_on", "dissolved on", attribute="dissolved_on", widget=Day()
    )

    def filter_export(self, queryset, **kwargs):
        """The agencies with all that their columns show."""
        return queryset.select_related("parent", "province").prefetch_related("names")

    def prepare(self):
        """Find or make each row's agency first, so that a row may name one further down as its parent."""
        self.agencies = AgencyChooser(self)
        self.recogniser = self.agencies.recogniser
        saved = list(self.recogniser.saved.values())
        prefetch_related_objects(saved, "names")
        self.provinces = provinces_by_name(Province.objects.all())
        self.by_code = {agency.code: agency for agency in saved}
        self.by_name = {agency.fold_th: agency for agency in saved}
        merged = Agency.with_merged.filter(merged_into__isnull=False).select_related("merged_into")
        self.merged = {text: agency for agency in merged for text in (agency.fold_th, agency.code)}
        self.row_of, self.changed_names = {}, []
        for reading in self.readings:
            reading.agency = self.agency_of(reading)

    def agency_of(self, reading):
        """The agency that a row is about, by code or else by name; a new one if there is none."""
        code, name = reading.get("code"), reading.get("name_th") or ""
        agency = self.by_code.get(code) if code else self.named(reading, name)
        if agency:
            if code and fold(name) != agency.fold_th:
                self.recogniser.learn_name(agency, name)
            return agency
        if "name_th" in reading.problems:
            # Asked about, and nothing that others could mean.
            return Agency(name_th=name, kind=Kind.OTHER)
        agency = Agency(code=code or "", name_th=name)
        self.recogniser.learn(agency)
        if code:
            self.by_code[code] = agency
        else:
            self.by_name[fold(name)] = agency
        return agency

    def named(self, reading, name):
        """The agency that surely goes by this name, or that the user decided it is; None, or asked about."""
        if agency := self.by_name.get(fold(name)):
            return agency
        choice = self.agencies.decided("name_th", name) or self.agencies.recognised(name)
        if name and choice.proposals and not choice.agency:
            self.ask(reading, "name_th", choice.refusal, choice.proposals)
        return choice.agency

    def find(self, reading):
        """The agency of the row."""
        return reading.agency

    def resolve(self, reading):
        """Refuse a second row of one agency and a new one without a code; find province and parent."""
        first = self.row_of.setdefault(id(reading.agency), reading.number)
        if first != reading.number:
            reading.problem("code" if reading.get("code") else "name_th", self.twice() % first)
        if gone := self.merged.get(reading.agency.code or fold(reading.agency.name_th)):
            text = _("“%(gone)s” was merged into “%(kept)s”. Use the code %(code)s.")
            told = {"gone": gone, "kept": gone.merged_into, "code": gone.merged_into.code}
            reading.problem("code" if reading.get("code") else "name_th", text % told)
        elif not reading.agency.code and "name_th" not in reading.problems:
            reading.problem(
                "code",
                _("This agency is new and needs a code. Make one of a-z and 0-9, for example chiang-mai."),
            )
        self.resolve_province(reading)
        if reading.get("parent"):
            self.resolve_parent(reading)

    def twice(self):
        """The message for a row whose agency is in the file already; takes the number of that row."""
        return _("This agency is already in row %d. Keep one of the two rows.")

    def resolve_parent(self, reading):
        """Find the parent that a row names; what names none changes nothing, and is said."""
        typed = fold(reading.get("parent"))
        if typed in NO_PARENTS or typed == fold(reading.agency.name_th):
            del reading.values["parent"]
            reading.warn("parent", _("This names no agency above it. Where it belongs stays as it is."))
        else:
            reading.values["parent"] = self.agencies.choose(reading, "parent").agency

    def resolve_province(self, reading):
        """Find the province that a row names."""
        if typed := reading.get("province"):
            reading.values["province"] = self.provinces.get(fold(typed))
            if reading.values["province"] is None:
                reading.problem(
                    "province", _("There is no such province. Type one of the 77, for example เชียงใหม่.")
                )

    def assign(self, agency, reading):
        """Put a row's values into its agency."""
        values = reading.values
        for name in ("name_en", "website", "dissolved_on", "parent", "province"):
            if name in values and name not in reading.problems:
                setattr(agency, name, values[name] or (None if name in NULLABLE else ""))
        if values.get("name_th") and (values.get("code") or agency._state.adding):
            agency.name_th = values["name_th"]
        agency.kind = values.get("kind_of_agency") or agency.kind
        if "abbreviations" in values and set(values["abbreviations"]) != set(stored_abbreviations(agency)):
            agency.typed_abbreviations = values["abbreviations"]
            self.changed_names.append(agency)

    def check(self, agency, reading):
        """Refuse a name that another agency has, a circle of parents, and what a new agency lacks."""
        namesake = self.by_name.get(fold(agency.name_th))
        if namesake and namesake is not agency:
            code = namesake.code or _("none yet")
            reading.problem("name_th", _("Another agency has this name. Its code is %s.") % code)
        self.by_name.setdefault(fold(agency.name_th), agency)
        if not agency.kind:
            kinds = ", ".join(names[0] for names in KIND_NAMES.values())
            reading.problem(
                "kind_of_agency", _("This agency is new and needs its kind. Type one of: %s.") % kinds
            )
        for text in getattr(agency, "typed_abbreviations", ()):
            for _field, message in field_problems(AgencyName(kind=NameKind.ABBREVIATION, name=text)):
                reading.problem("abbreviations", message)
        if circle := " → ".join(map(self.located, agency.circle())):
            reading.problem("parent", _("The line of parents is a circle: %s.") % circle)

    def look_again(self):
        """Warn of new agencies whose name is almost that of another, in the portal or in the file."""
        rows = {id(reading.agency): reading for reading in self.readings if not reading.problems}
        new = [reading.agency for reading in rows.values() if reading.agency._state.adding]
        agencies = [*self.recogniser.saved.values(), *new] if new else []
        for pair in alike({key: compared(key, agency) for key, agency in enumerate(agencies)}):
            first, second = (agencies[key] for key in pair.keys)
            if second._state.adding:
                message = _("There is %(agency)s, a name almost the same. Check whether it is one agency.")
                rows[id(second)].warn("name_th", message % {"agency": self.located(first)})

    def others(self):
        """New agencies above those of the sheet, and aliases, that the user decided on."""
        return self.agencies.outcomes()

    def save_others(self):
        """Save them."""
        self.agencies.save()

    def located(self, agency):
        """An agency with the row it is in."""
        row = self.row_of.get(id(agency))
        return _("%(name)s (row %(row)d)") % {"name": agency, "row": row} if row else str(agency)

    def save(self):
        """Save new agencies, parents before what belongs to them; then what changed, and abbreviations."""
        self.save_others()
        waiting = [reading.agency for reading in self.made]
        while waiting:
            self.write(
                [with_parent(agency) for agency in waiting if not agency.parent or agency.parent.pk], "+"
            )
            waiting = [agency for agency in waiting if agency.pk is None]
        self.write([with_parent(agency) for agency in self.changed], "~")
        for agency in self.changed_names:
            self.save_abbreviations(agency)

    def save_abbreviations(self, agency):
        """Make the agency's abbreviations those of its cell."""
        stored = {name.name: name for name in agency.names.all()}
        for text in agency.typed_abbreviations:
            if text not in stored:
                self.trace(AgencyName(agency=agency, kind=NameKind.ABBREVIATION, name=text)).save()
        for text, name in stored.items():
            if name.kind == NameKind.ABBREVIATION and text not in agency.typed_abbreviations:
                self.trace(name).delete()


def compared(key, agency):
    """An agency, saved or not, as duplicates are compared; by a key of its own."""
    texts = (agency.name_th, agency.name_en, agency.fold_th, agency.fold_en, agency.skeleton_th)
    return Named(key, *texts, agency.province_id)


def with_parent(agency):
    """The agency, its parent's key taken again now that the parent may have been saved."""
    agency.parent = agency.parent
    return agency

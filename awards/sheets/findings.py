"""How the findings of a survey are read from a sheet and written to one."""

from django.utils.translation import gettext as _

from awards.models import Ceremony, Finding, Indicator, Survey
from awards.publishing import why_frozen
from awards.sheets.winner_words import BESIDE, LEVEL_NAMES
from awardsportal.spreadsheets.columns import Choice, Column, Lines, Percentage, Whole, Year
from awardsportal.spreadsheets.instances import field_problems, model_problems
from awardsportal.spreadsheets.outcomes import RowOutcome
from awardsportal.spreadsheets.resource import SheetResource
from awardsportal.thai.text import fold

PLAIN_FIELDS = ("place", "score", "text_th", "text_en")


class FindingResource(SheetResource):
    """Findings, found again by year, indicator and level; survey and indicators are made where missing."""

    kind = "findings"
    update_fields = PLAIN_FIELDS

    class Meta:
        model = Finding

    year = Column(
        "ปี พ.ศ.",
        "ปี",
        "พ.ศ.",
        "ประจำปี",
        "ปีที่สำรวจ",
        "year",
        attribute="indicator__survey__ceremony__year",
        widget=Year(),
        required=True,
    )
    code = Column("รหัสตัวชี้วัด", "ตัวชี้วัดที่", "indicator_code", "code", attribute="indicator__code")
    title_th = Column(
        "ตัวชี้วัด", "ชื่อตัวชี้วัด", "indicator", "indicator_th", attribute="indicator__title_th", required=True
    )
    title_en = Column("ตัวชี้วัด (อังกฤษ)", "indicator_en", attribute="indicator__title_en")
    level = Column(
        "ระดับ",
        "ระดับหน่วยงาน",
        "level",
        attribute="level",
        widget=Choice(LEVEL_NAMES, *BESIDE),
        required=True,
    )
    place = Column("อันดับ", "อันดับที่", "place", "rank", attribute="place", widget=Whole())
    score = Column("คะแนน", "คะแนนเฉลี่ย", "ร้อยละ", "score", attribute="score", widget=Percentage())
    text_th = Column("ข้อความ", "ผลการสำรวจ", "text", "text_th", attribute="text_th", widget=Lines())
    text_en = Column("ข้อความ (อังกฤษ)", "text_en", attribute="text_en", widget=Lines())

    def filter_export(self, queryset, **kwargs):
        """The findings with all that their columns show, in one query."""
        return queryset.select_related("indicator__survey__ceremony")

    def prepare(self):
        """Load the ceremonies, surveys, indicators and findings of the sheet's years."""
        years = {reading.get("year") for reading in self.readings} - {None}
        ceremonies = Ceremony.objects.filter(year__in=years)
        if self.saving:
            # Nobody approves a ceremony while it is written into.
            ceremonies = ceremonies.select_for_update()
        self.ceremonies = {ceremony.year: ceremony for ceremony in ceremonies}
        surveys = Survey.objects.filter(ceremony__year__in=years)
        self.surveys = {survey.ceremony_id: survey for survey in surveys}
        self.indicators, self.new, self.row_of = {}, [], {}
        for indicator in Indicator.objects.filter(survey__in=surveys).select_related("survey__ceremony"):
            self.know(indicator)
        findings = Finding.objects.filter(indicator__survey__in=surveys)
        findings = findings.select_related("indicator__survey__ceremony")
        self.findings = {(finding.indicator_id, finding.level): finding for finding in findings}

    def know(self, indicator):
        """Have an indicator at hand by its code and by its title."""
        for text in (indicator.code, indicator.title_th):
            self.indicators[indicator.survey.ceremony_id, fold(text)] = indicator

    def resolve(self, reading):
        """Find or make a row's indicator; refuse a second row of one finding."""
        reading.indicator = self.indicator_of(reading)
        key = (id(reading.indicator), reading.get("level"))
        if reading.indicator and key[1]:
            first = self.row_of.setdefault(key, reading.number)
            if first != reading.number:
                message = _("Row %d has this indicator and level already. Keep one of the two rows.")
                reading.problem("title_th", message % first)

    def indicator_of(self, reading):
        """The indicator that a row is about, made with its survey if there is none; None if it cannot be."""
        year, title, code = reading.get("year"), reading.get("title_th"), reading.get("code")
        ceremony = self.ceremonies.get(year)
        if year and not ceremony:
            reading.problem("year", _("There is no ceremony of this year yet. Make it first."))
        if not (ceremony and title):
            return None
        survey = self.surveys.setdefault(ceremony.pk, Survey(ceremony=ceremony))
        survey.ceremony = ceremony
        known = self.indicators.get((ceremony.pk, fold(title)))
        if known is None or (code and fold(code) != fold(known.code)):
            return self.new_indicator(reading, survey, code, title, known)
        return known

    def new_indicator(self, reading, survey, code, title, known):
        """A new indicator of a survey, or None and why not."""
        other = known or (code and self.indicators.get((survey.ceremony_id, fold(code))))
        if other:
            message = _("The survey has the indicator %s. Give it the same code and the same title.")
            reading.problem("code" if code else "title_th", message % other)
            return None
        if not code:
            reading.problem("title_th", _("This indicator is new. Give it a code, for example 1."))
            return None
        indicator = Indicator(
            survey=survey,
            code=code,
            title_th=title,
            title_en=reading.get("title_en") or "",
            order=len(self.new) + 1,
        )
        self.note((*field_problems(indicator), *model_problems(indicator)), reading)
        self.new.append(indicator)
        self.know(indicator)
        return indicator

    def find(self, reading):
        """The stored finding of the row."""
        return reading.indicator and self.findings.get((reading.indicator.pk, reading.get("level")))

    def assign(self, finding, reading):
        """Put a row's values into its finding."""
        if reading.indicator:
            finding.indicator = reading.indicator
        finding.level = reading.get("level") or ""
        for name in PLAIN_FIELDS:
            if name in reading.values:
                setattr(finding, name, reading.values[name])

    def check(self, finding, reading):
        """Refuse what would change a frozen ceremony."""
        ceremony = self.ceremonies.get(reading.get("year"))
        if ceremony and (reason := why_frozen(ceremony)):
            reading.problem("year", reason)

    def name_of(self, finding, reading):
        """The indicator and the level."""
        return str(finding) if reading.indicator else reading.get("title_th") or ""

    def others(self):
        """The surveys and indicators that the sheet makes."""
        surveys = [survey for survey in self.surveys.values() if survey._state.adding]
        for thing in (*surveys, *self.new):
            yield RowOutcome(None, "new", f"{thing._meta.verbose_name}: {thing}", [])

    def save_others(self):
        """Save them, surveys first."""
        for survey in self.surveys.values():
            if survey._state.adding:
                self.trace(survey).save()
        for indicator in self.new:
            indicator.survey = indicator.survey
            self.trace(indicator).save()

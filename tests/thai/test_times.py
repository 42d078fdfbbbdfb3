from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.times import UnreadableTime, read_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("09:00", time(9)),
        ("9:30", time(9, 30)),
        ("๙.๓๐ น.", time(9, 30)),
        ("เวลา 13.45 น.", time(13, 45)),
        ("เวลา๐๙.๓๐นาฬิกา", time(9, 30)),
        ("9 น.", time(9)),
        ("00:00", time(0)),
        ("23：59", time(23, 59)),
        ("09:30:15", time(9, 30, 15)),
        ("\u200b 09.30\u00a0น ", time(9, 30)),
        ("", None),
        ("-", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize(
    "typed", ["9", "24:00", "12:60", "9.5", "09:30:99", "เช้า", "12:00 13:00", "0930", "-9:00"]
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(UnreadableTime):
        read_time(typed)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    with suppress(UnreadableTime):
        assert read_time(text) is None or isinstance(read_time(text), time)

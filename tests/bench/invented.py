"""Names of public bodies that nobody has, put together as real ones are: many of them differ by a letter."""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

KINDS = {
    "องค์การบริหารส่วนตำบล": "SAO",
    "เทศบาลตำบล": "SUBDISTRICT_MUNICIPALITY",
    "เทศบาลเมือง": "TOWN",
    "โรงพยาบาลส่งเสริมสุขภาพตำบล": "OTHER",
    "โรงเรียนบ้าน": "OTHER",
    "สำนักงานสาธารณสุขอำเภอ": "OTHER",
}
BEGINNINGS = """
บ้าน หนอง ห้วย ท่า ดอน โคก นา ทุ่ง บาง คลอง แม่ วัง สระ ป่า เขา ปาก โนน คำ ศรี ไร่ บึง หัว ลำ เกาะ ควน พระ สาม ช่อง ถ้ำ ดง
"""
ENDINGS = """
ใหม่ แดง งาม ใหญ่ น้อย ขาม ไผ่ แก้ว ทราย หิน ตะเคียน กระบก มะค่า มะเขือ โพธิ์ ไทร หว้า ยาง สัก แค จิก เค็ม หวาน ดำ ขาว
เหลือง ทอง เงิน คู้ พลวง ประดู่ สะเดา กุ่ม กระเบา ตาล มะพร้าว อ้อ กก แขม ปรือ ปลา ช้าง ม้า วัว ควาย เสือ งู กวาง นกยูง ไก่
"""
MORE = ["", "", "", "เหนือ", "ใต้", "กลาง", "พัฒนา", "สามัคคี", "นอก", "ใน"]
PROVINCES = Path(__file__).parents[2] / "fixtures" / "provinces.jsonl"


def bodies(number: int, taken: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """So many different names with their kinds, the same ones every time; without those taken already."""
    provinces = [json.loads(line)["fields"]["name_th"] for line in PROVINCES.open(encoding="utf-8")]
    beginnings, endings = BEGINNINGS.split(), ENDINGS.split()
    chance, seen = random.Random(2563), set(taken)
    most = len(seen) + number
    while len(seen) < most:
        kind = chance.choice(list(KINDS))
        name = kind + chance.choice(beginnings) + chance.choice(endings) + chance.choice(MORE)
        if name in seen:
            name = f"{name} จังหวัด{chance.choice(provinces)}"
        if name not in seen:
            seen.add(name)
            yield name, KINDS[kind]

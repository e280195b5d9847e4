"""A registry of a million firms, names and all, as a search meets them."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection

from duixian.office.registry.bulk import insert
from duixian.office.registry.initials import initials

FIRMS = 1_000_000
REGION = "310112"
TOWNS = ("莘庄镇", "七宝镇", "颛桥镇", "华漕镇", "虹桥镇", "梅陇镇", "吴泾镇", "马桥镇", "浦江镇")
INDUSTRIES = ("工业", "批发和零售业", "软件和信息技术服务业", "科学研究和技术服务业", "建筑业")
_SIGNS = (
    "安邦博昌晨诚达德鼎东方飞丰福高冠光广国海航豪和恒弘宏华汇佳嘉建江捷金锦京晶精景久骏"
    "凯康科坤兰朗乐力利联隆鲁迈美盟明铭南能宁诺鹏普奇启乾勤清庆荣锐瑞润森盛世舒顺思泰腾天通同"
    "拓万维伟文沃翔祥欣新鑫信星兴旭雅亚扬一益英永优宇裕元源远悦云展正之智中众卓尊"
)
_TRADES = [
    "机械",
    "电子",
    "医药",
    "软件",
    "汽车部件",
    "智能装备",
    "生物",
    "新材料",
    "航空",
    "电气",
    "仪器",
    "环保",
    "物流",
    "建筑",
    "信息",
    "网络",
    "食品",
    "服饰",
    "纸品",
    "光电",
]
_FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "科技有限公司", "集团有限公司")
_PIECES = "enterprise_by_pieces"


_initials = cache(initials)


@dataclass(frozen=True)
class Firm:
    """A firm as a search may ask for it."""

    code: str
    name: str
    initials: str
    own: str


def named(count: int) -> Iterator[Firm]:
    """Firms, the same every time. Nearly all names begin with 上海."""
    dice = random.Random(7)  # noqa: S311 - invented names
    for number in range(count):
        own = "".join(dice.choices(_SIGNS, k=dice.choice((2, 2, 3, 4))))
        place = "" if number % 20 == 0 else "上海"
        parts = (place, *own, dice.choice(_TRADES), dice.choice(_FORMS))
        code = f"9131{dice.choice(('0112', '0000', '0118'))}MA{number:08d}"
        yield Firm(code, "".join(parts), "".join(map(_initials, parts)), own)


def fill(folder: Path, count: int = FIRMS) -> None:
    """Put them into the registry; the index of names is built when all are in, which is quicker."""
    file = folder / "firms.csv"
    with file.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, quoting=csv.QUOTE_ALL)
        for number, firm in enumerate(named(count)):
            place = (TOWNS[number % 9], INDUSTRIES[number * 7 % 5])
            looked_in = f"{firm.name}\n{firm.initials}"
            writer.writerow((REGION, firm.code, firm.name, "", looked_in, *place))
    columns = ("region", "code", "name", "former", "searched", "town", "industry")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [_PIECES])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {_PIECES}")
        insert("registry_enterprise", columns, file)
        cursor.execute(definition)
        cursor.execute("ANALYZE registry_enterprise")
    file.unlink()

"""The invented people of the demonstration district: one for every role."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duixian.office.common.actor import System
from duixian.office.people.enums import OrganisationKind as Kind
from duixian.office.people.enums import Role
from duixian.office.people.models import Organisation, User
from duixian.office.people.services.appoint import appoint

REGION = "310112"
PASSWORD = "duixian-2022"  # noqa: S105 - shown on the sign-in page; refused outside this machine
SINCE = date(2020, 1, 1)
FIRM_CODE, FIRM_NAME = "910000000000000457", "示例重点培育公司"
"""One of the invented firms of the demonstration workbook."""
AS_OF = date(2022, 6, 30)
"""The day on which the demonstration looks at the policies of its district."""

TOWN = "梅陇镇"
TOWNS = (
    *("莘庄镇", "七宝镇", "颛桥镇", "华漕镇", "虹桥镇", "吴泾镇", "马桥镇", "浦江镇", TOWN),
    *("江川路街道", "古美街道", "新虹街道", "浦锦街道"),
)
PARKS = ("莘庄工业区",)
"""Who reviews the invented firms first."""


@dataclass(frozen=True, slots=True)
class Account:
    """An invented person: how they sign in, their role and where they work."""

    username: str
    name: str
    role: Role
    kind: Kind
    organisation: str


ACCOUNTS = (
    Account("applicant", "陈申报", Role.APPLICANT, Kind.FIRM, FIRM_NAME),
    Account("certifier", "陆授权", Role.CERTIFIER, Kind.FIRM, FIRM_NAME),
    Account("clerk", "周初审", Role.TOWN_CLERK, Kind.TOWN, TOWN),
    Account("officer", "沈经办", Role.OFFICER, Kind.OFFICE, "产业科"),
    Account("head", "吴科长", Role.HEAD, Kind.OFFICE, "产业科"),
    Account("leader", "郑主任", Role.LEADER, Kind.COMMISSION, "闵行区经济委员会"),
    Account("joint", "冯联审", Role.JOINT_REVIEWER, Kind.SCIENCE, "闵行区科学技术委员会"),
    Account("deliberation", "褚审议", Role.DELIBERATION, Kind.SERVICE_GROUP, "企业服务办公室"),
    Account("finance", "卫财政", Role.FINANCE_OFFICER, Kind.FINANCE, "闵行区财政局"),
    Account("expert", "蒋专家", Role.EXPERT, Kind.THIRD_PARTY, "示例评审中心"),
    Account("third", "韩评审", Role.THIRD_PARTY_REVIEWER, Kind.THIRD_PARTY, "示例评审中心"),
    Account("auditor", "杨审计", Role.AUDITOR, Kind.AUDIT, "闵行区审计局"),
    Account("admin", "朱管理", Role.ADMINISTRATOR, Kind.COMMISSION, "闵行区经济委员会"),
)


def accounts() -> tuple[Account, ...]:
    """The invented people, for the sign-in page of the demonstration."""
    return ACCOUNTS


def settle() -> None:
    """Make the organisations and people that are not there yet."""
    with transaction.atomic():
        for account in ACCOUNTS:
            if User.objects.filter(username=account.username).exists():
                continue
            code = FIRM_CODE if account.kind == Kind.FIRM else ""
            organisation, _ = Organisation.objects.get_or_create(
                region=REGION, kind=account.kind, name=account.organisation, code=code
            )
            user = User.objects.create_user(account.username, PASSWORD, name=account.name)
            appoint(System(), user, organisation, account.role, since=SINCE, reason="示例人员")
        places = [(Kind.TOWN, name) for name in TOWNS] + [(Kind.PARK, name) for name in PARKS]
        Organisation.objects.bulk_create(
            (Organisation(region=REGION, kind=kind, name=name) for kind, name in places),
            ignore_conflicts=True,
        )
        town = Organisation.objects.get(region=REGION, kind=Kind.TOWN, name=TOWN)
        firms = Organisation.objects.filter(region=REGION, kind=Kind.FIRM, first_reviewer=None)
        firms.update(first_reviewer=town)

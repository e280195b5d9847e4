"""The kinds of organisations, the roles people have in them, and what a privilege is called."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation is to the fund."""

    COMMISSION = "commission", "区经委"
    OFFICE = "office", "区经委科室"
    TOWN = "town", "街镇"
    PARK = "park", "园区管委会"
    DISTRICT_COMPANY = "district-company", "区属企业"
    FINANCE = "finance", "财政局"
    AUDIT = "audit", "审计局"
    DEVELOPMENT = "development", "发改委"
    SCIENCE = "science", "科委"
    PROMOTION = "promotion", "产推办"
    RESEARCH = "research", "区委研究室"
    SERVICE_GROUP = "service-group", "企业服务工作领导小组办公室"
    THIRD_PARTY = "third-party", "第三方机构"
    FIRM = "firm", "企业"


FIRST_REVIEWERS = frozenset(
    {OrganisationKind.TOWN, OrganisationKind.PARK, OrganisationKind.DISTRICT_COMPANY}
)
"""Who may receive a firm's application first."""


class Role(TextChoices):
    """What a person is in an organisation; whoever has none is the public."""

    APPLICANT = "applicant", "企业申报人"
    CERTIFIER = "certifier", "企业授权人"
    TOWN_CLERK = "town-clerk", "街镇经办"
    OFFICER = "officer", "科室经办"
    HEAD = "head", "科室负责人"
    LEADER = "leader", "委领导"
    JOINT_REVIEWER = "joint-reviewer", "联审成员"
    DELIBERATION = "deliberation", "审议办公室"
    FINANCE_OFFICER = "finance-officer", "财政经办"
    EXPERT = "expert", "专家"
    THIRD_PARTY_REVIEWER = "third-party-reviewer", "第三方评审"
    AUDITOR = "auditor", "审计"
    ADMINISTRATOR = "administrator", "管理员"


class Privilege(TextChoices):
    """`scope.resource.action`; scope is own (one's firm or queue), region, or site."""

    READ_OWN_FILE = "own.enterprise.read", "看本企业档案"
    CORRECT_OWN_FILE = "own.enterprise.correct", "对本企业档案提出更正"
    CHECK_OWN = "own.assessment.make", "为本企业做政策体检"
    CERTIFY_OWN = "own.application.certify", "以企业名义提交"
    READ_OWN_MESSAGES = "own.message.read", "看给本企业的消息"
    READ_REGISTRY = "region.enterprise.read", "看本区企业档案"
    READ_INTAKE = "region.intake.read", "看导入和企业提出的更正"
    WRITE_REGISTRY = "region.enterprise.write", "登记和导入企业资料"
    JUDGE_CORRECTION = "region.correction.judge", "处理企业提出的更正"
    READ_VERSIONS = "region.policy.read", "看政策规则的提出和审定"
    APPROVE_DATABASE = "region.database.approve", "批准企业数据库的年度调整"
    PROPOSE_POLICY = "region.policy.propose", "提出政策规则版本"
    PUBLISH_POLICY = "region.policy.publish", "发布政策规则版本"
    INTERPRET_POLICY = "region.interpretation.sign", "签发解释口径"
    RUN_MATCHING = "region.matching.run", "运行全区匹配"
    READ_MATCHING = "region.matching.read", "看匹配结果"
    TELL_FIRMS = "region.message.send", "把匹配结果通知企业"
    READ_AUDIT = "region.audit.read", "看审计记录"
    READ_PEOPLE = "region.people.read", "看人员与单位"
    MANAGE_PEOPLE = "region.people.manage", "管理人员与单位"


class Scope(TextChoices):
    """What a token may be used for; the privilege behind it is asked as well."""

    READ_MATCHING = "matching.read", "读匹配结果"
    RUN_MATCHING = "matching.run", "运行匹配"


SCOPES: dict[Scope, Privilege] = {
    Scope.READ_MATCHING: Privilege.READ_MATCHING,
    Scope.RUN_MATCHING: Privilege.RUN_MATCHING,
}
"""What somebody must be allowed themselves before a token of theirs is."""


_STAFF_READS = frozenset({Privilege.READ_REGISTRY, Privilege.READ_MATCHING})

PRIVILEGES: dict[Role, frozenset[Privilege]] = {
    Role.APPLICANT: frozenset(
        {
            Privilege.READ_OWN_FILE,
            Privilege.CORRECT_OWN_FILE,
            Privilege.CHECK_OWN,
            Privilege.READ_OWN_MESSAGES,
        }
    ),
    Role.CERTIFIER: frozenset(
        {
            Privilege.READ_OWN_FILE,
            Privilege.CORRECT_OWN_FILE,
            Privilege.CHECK_OWN,
            Privilege.CERTIFY_OWN,
            Privilege.READ_OWN_MESSAGES,
        }
    ),
    Role.TOWN_CLERK: _STAFF_READS,
    Role.OFFICER: _STAFF_READS
    | {
        Privilege.READ_INTAKE,
        Privilege.WRITE_REGISTRY,
        Privilege.JUDGE_CORRECTION,
        Privilege.READ_VERSIONS,
        Privilege.PROPOSE_POLICY,
        Privilege.RUN_MATCHING,
        Privilege.TELL_FIRMS,
    },
    Role.HEAD: _STAFF_READS
    | {
        Privilege.READ_INTAKE,
        Privilege.APPROVE_DATABASE,
        Privilege.READ_VERSIONS,
        Privilege.PROPOSE_POLICY,
        Privilege.PUBLISH_POLICY,
        Privilege.INTERPRET_POLICY,
        Privilege.RUN_MATCHING,
        Privilege.TELL_FIRMS,
    },
    Role.LEADER: _STAFF_READS | {Privilege.READ_VERSIONS},
    Role.JOINT_REVIEWER: _STAFF_READS,
    Role.DELIBERATION: _STAFF_READS,
    Role.FINANCE_OFFICER: _STAFF_READS,
    Role.EXPERT: frozenset(),
    Role.THIRD_PARTY_REVIEWER: frozenset(),
    Role.AUDITOR: _STAFF_READS
    | {
        Privilege.READ_INTAKE,
        Privilege.READ_VERSIONS,
        Privilege.READ_PEOPLE,
        Privilege.READ_AUDIT,
    },
    Role.ADMINISTRATOR: frozenset({Privilege.READ_PEOPLE, Privilege.MANAGE_PEOPLE}),
}
"""What each role may do; whatever is not here is closed."""

FIRM_ROLES = frozenset({Role.APPLICANT, Role.CERTIFIER})
"""Roles in which a person acts for a firm; all others are staff and need a second factor."""

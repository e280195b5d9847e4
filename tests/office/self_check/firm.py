"""A firm worked out by hand from 闵经委规发〔2021〕3号 一（一）、四（一）: 5 万元, 4 + 1."""

FIRST_TITLE = {
    "enterprise.registered_district": "闵行区",
    "enterprise.tax_district": "闵行区",
    "enterprise.founded_on": "2015-03-01",
    "enterprise.has_major_violation": "否",
    "enterprise.is_legal_person": "是",
    "enterprise.industry_class": "工业",
    "enterprise.employees": "120",
    "enterprise.revenue.2020": "1200",
    "enterprise.revenue.2021": "1,500 万元",
    "enterprise.research_expenditure.2021": "60",
    "has.recognition": "有",
    "rows.recognition": "1",
    "recognition-1.project_id": "无",
    "recognition-1.kind": "专精特新",
    "recognition-1.level": "区级",
    "recognition-1.recognised_on": "2021-11-10",
    "recognition-1.is_first": "是",
    "recognition-1.status": "已认定",
    "list.严重违法失信企业名单": "否",
    "history": "没有",
}
"""Research is 4 % of revenue, above the 3 % of 精细化."""

MEASURE = "首次评为区级专精特新"

-- The same by hand with reasons: per firm and measure a verdict, the lowest and highest sum, which
-- conditions failed (a bit each, the three of the scope first) and which facts are missing.
-- A null stays unknown: no least, greatest or coalesce touches a fact that may be null.
WITH past AS (
    SELECT firm,
        bool_or(measure = '1.1') AS got_11,
        bool_or(measure = '1.2') AS got_12,
        bool_or(measure = '2.1') AS got_21,
        bool_or(measure = '2.2') AS got_22,
        bool_or(measure = '2.3') AS got_23,
        bool_or(measure = '3') AS got_3,
        bool_or(measure = '5') AS got_5,
        bool_or(measure = '6.1') AS got_61,
        bool_or(measure = '6.2') AS got_62,
        bool_or(measure = '7') AS got_7,
        bool_or(measure = '8') AS got_8,
        sum(CASE WHEN measure IN ('1.1', '1.2') THEN counted ELSE 0 END)::BIGINT AS ladder_1,
        sum(CASE WHEN measure = '4' THEN counted ELSE 0 END)::BIGINT AS ladder_4
    FROM read_parquet('{folder}/entered_award.parquet')
    WHERE decided <= DATE '{day}' AND event <= DATE '{day}'
    GROUP BY firm
),
facts AS (
    SELECT f.*, p.* EXCLUDE (firm, ladder_1, ladder_4),
        coalesce(ladder_1, 0) AS paid_1, coalesce(ladder_4, 0) AS paid_4,
        got_21 OR got_22 OR got_23 AS got_2, got_61 OR got_62 AS got_6,
        f.registered_district = '闵行区' AS here,
        f.tax_district = '闵行区' AS taxed,
        NOT f.has_major_violation AS clean,
        CASE WHEN base_revenue > 0 THEN revenue * 100 >= base_revenue * 115 END AS grows,
        CASE WHEN revenue > 0 THEN research * 100 > revenue * 3 END AS researches,
        CASE WHEN base_revenue > 0 THEN base_research * 100 > base_revenue * 3 END AS researched
    FROM read_parquet('{folder}/entered_firm.parquet') AS f
    LEFT JOIN past AS p ON p.firm = f.firm_code
),
judged AS (
    SELECT *,
        here AND taxed AND clean AS eligible,
        (here IS FALSE)::INT + (taxed IS FALSE)::INT * 2 + (clean IS FALSE)::INT * 4 AS out,
        (here IS NULL)::INT + (taxed IS NULL)::INT * 2 + (clean IS NULL)::INT * 4 AS blank,
        specialised_level IN ('区级', '市级') AS is_listed,
        specialised_level = '市级' AS is_city,
        revenue >= 800000000 AS earns_800, revenue >= 2000000000 AS earns_2000,
        base_revenue >= 1500000000 AS earned_1500,
        grows OR (researches AND researched) AS thrives,
        new_equipment >= 200000000 AS equips, integration_input >= 100000000 AS integrates,
        demonstration_input >= 50000000 AS demonstrates,
        centre_level <> '无' AS has_centre, conformity_level <> '无' AS conforms,
        upper_grant > 0 AS has_upper, leased_area >= 500000 AS leases, annual_rent > 0 AS rents,
        firms_served >= 100000 AS serves, research >= 100000000 AS invests
    FROM facts
),
settled AS (
    SELECT *,
        eligible AND is_listed AND earns_800 AND thrives AS ok_11,
        eligible AND is_city AND earns_2000 AND earned_1500 AS ok_12,
        eligible AND equips AS ok_21, eligible AND integrates AS ok_22,
        eligible AND demonstrates AS ok_23, eligible AND has_centre AS ok_3,
        eligible AND conforms AS ok_4, eligible AND has_upper AS ok_5,
        eligible AND leases AS ok_61, eligible AND rents AS ok_62,
        eligible AND serves AS ok_7, eligible AND invests AS ok_8,
        got_2 IS TRUE AS closed_2, got_6 IS TRUE AS closed_6,
        CASE WHEN closed_2 THEN 0 WHEN new_equipment IS NULL THEN 0
            WHEN new_equipment < 5000000000 THEN (new_equipment + 5) // 10
            ELSE 500000000 END AS low_21,
        CASE WHEN new_equipment IS NULL AND NOT closed_2 THEN 500000000 ELSE low_21 END AS high_21,
        CASE WHEN closed_2 THEN 0 WHEN integration_input IS NULL THEN 0
            WHEN integration_input < 2000000000 THEN (integration_input * 15 + 50) // 100
            ELSE 300000000 END AS low_22,
        CASE WHEN integration_input IS NULL AND NOT closed_2 THEN 300000000
            ELSE low_22 END AS high_22,
        CASE WHEN closed_2 THEN 0 WHEN demonstration_input IS NULL THEN 0
            WHEN demonstration_input < 1000000000 THEN (demonstration_input * 2 + 5) // 10
            ELSE 200000000 END AS low_23,
        CASE WHEN demonstration_input IS NULL AND NOT closed_2 THEN 200000000
            ELSE low_23 END AS high_23,
        CASE WHEN got_3 THEN 0 WHEN centre_level = '区级' THEN 30000000
            WHEN centre_level = '市级' THEN 100000000
            WHEN centre_level = '国家级' THEN 200000000 ELSE 0 END AS low_3,
        CASE WHEN centre_level IS NULL AND got_3 IS NOT TRUE THEN 200000000 ELSE low_3 END AS high_3,
        CASE conformity_level WHEN '贯标' THEN 20000000 WHEN '流程级' THEN 30000000
            WHEN '网络级' THEN 40000000 WHEN '生态级' THEN 50000000 ELSE 0 END AS rung_4,
        CASE WHEN got_5 THEN 0 WHEN upper_grant IS NULL THEN 0
            WHEN upper_grant < 200000000 THEN (upper_grant + 1) // 2 ELSE 100000000 END AS low_5,
        CASE WHEN upper_grant IS NULL AND got_5 IS NOT TRUE THEN 100000000 ELSE low_5 END AS high_5,
        CASE WHEN rent_rate < 40000000 THEN rent_rate WHEN rent_rate IS NULL THEN 0
            ELSE 40000000 END AS rate_low,
        CASE WHEN rent_rate < 40000000 THEN rent_rate ELSE 40000000 END AS rate_high,
        CASE WHEN leased_area < 5000000 THEN leased_area WHEN leased_area IS NULL THEN 0
            ELSE 5000000 END AS area_low,
        CASE WHEN leased_area < 5000000 THEN leased_area ELSE 5000000 END AS area_high,
        CASE WHEN closed_6 THEN 0 ELSE (12 * rate_low * area_low + 50000000) // 100000000
            END AS low_61,
        CASE WHEN closed_6 THEN 0 ELSE (12 * rate_high * area_high + 50000000) // 100000000
            END AS high_61,
        CASE WHEN closed_6 THEN 0 WHEN annual_rent IS NULL THEN 0
            WHEN annual_rent < 60000000 THEN (annual_rent + 1) // 2 ELSE 30000000 END AS low_62,
        CASE WHEN annual_rent IS NULL AND NOT closed_6 THEN 30000000 ELSE low_62 END AS high_62,
        CASE WHEN got_7 THEN 0 WHEN firms_served IS NULL THEN 0
            WHEN firms_served < 20000000 THEN 5 * firms_served ELSE 100000000 END AS low_7,
        CASE WHEN firms_served IS NULL AND got_7 IS NOT TRUE THEN 100000000 ELSE low_7 END AS high_7,
        CASE WHEN got_8 THEN 0 WHEN research IS NULL THEN 0
            WHEN research < 4000000000 THEN (research + 10) // 20 ELSE 200000000 END AS low_8,
        CASE WHEN research IS NULL AND got_8 IS NOT TRUE THEN 200000000 ELSE low_8 END AS high_8
    FROM judged
),
together AS (
    SELECT *,
        CASE WHEN got_11 OR paid_1 >= 5000000 THEN 0 ELSE 5000000 - paid_1 END AS sum_11,
        CASE WHEN got_12 OR paid_1 >= 20000000 THEN 0 ELSE 20000000 - paid_1 END AS alone_12,
        CASE WHEN ok_11 IS NOT FALSE AND sum_11 > 0 AND paid_1 < 5000000 AND alone_12 > 0
            THEN 15000000 ELSE alone_12 END AS low_12,
        CASE WHEN ok_11 AND sum_11 > 0 AND paid_1 < 5000000 AND alone_12 > 0
            THEN 15000000 ELSE alone_12 END AS high_12,
        CASE WHEN rung_4 > paid_4 THEN rung_4 - paid_4 ELSE 0 END AS low_4,
        CASE WHEN conformity_level IS NULL AND paid_4 < 50000000 THEN 50000000 - paid_4
            ELSE low_4 END AS high_4,
        ok_21 AND low_21 = high_21 AND low_21 > 0 AS sure_21,
        ok_22 AND low_22 = high_22 AND low_22 > 0 AS sure_22,
        ok_23 AND low_23 = high_23 AND low_23 > 0 AS sure_23,
        ok_61 AND low_61 = high_61 AND low_61 > 0 AS sure_61,
        ok_62 AND low_62 = high_62 AND low_62 > 0 AS sure_62,
        closed_2 OR (sure_22 AND low_22 > high_21) OR (sure_23 AND low_23 > high_21) AS beaten_21,
        closed_2 OR (sure_21 AND low_21 >= high_22) OR (sure_23 AND low_23 > high_22) AS beaten_22,
        closed_2 OR (sure_21 AND low_21 >= high_23) OR (sure_22 AND low_22 >= high_23) AS beaten_23,
        closed_6 OR (sure_62 AND low_62 > high_61) AS beaten_61,
        closed_6 OR (sure_61 AND low_61 >= high_62) AS beaten_62
    FROM settled
),
measures AS (
    SELECT firm_code AS firm, out, blank, unnest([
        {'measure': '1.1', 'ok': ok_11, 'low': sum_11, 'high': sum_11, 'beaten': FALSE,
            'failed': (is_listed IS FALSE)::INT * 8 + (earns_800 IS FALSE)::INT * 16 + (thrives IS FALSE)::INT * 32,
            'missing': (is_listed IS NULL)::INT * 8 + (earns_800 IS NULL)::INT * 16
                + (thrives IS NULL)::INT * 32},
        {'measure': '1.2', 'ok': ok_12, 'low': low_12, 'high': high_12, 'beaten': FALSE,
            'failed': (is_city IS FALSE)::INT * 8 + (earns_2000 IS FALSE)::INT * 16
                + (earned_1500 IS FALSE)::INT * 32,
            'missing': (is_city IS NULL)::INT * 8 + (earns_2000 IS NULL)::INT * 16
                + (earned_1500 IS NULL)::INT * 32},
        {'measure': '2.1', 'ok': ok_21, 'low': low_21, 'high': high_21,
            'beaten': beaten_21 AND got_21 IS NOT TRUE,
            'failed': (equips IS FALSE)::INT * 8, 'missing': (equips IS NULL)::INT * 8},
        {'measure': '2.2', 'ok': ok_22, 'low': low_22, 'high': high_22,
            'beaten': beaten_22 AND got_22 IS NOT TRUE,
            'failed': (integrates IS FALSE)::INT * 8, 'missing': (integrates IS NULL)::INT * 8},
        {'measure': '2.3', 'ok': ok_23, 'low': low_23, 'high': high_23,
            'beaten': beaten_23 AND got_23 IS NOT TRUE,
            'failed': (demonstrates IS FALSE)::INT * 8, 'missing': (demonstrates IS NULL)::INT * 8},
        {'measure': '3', 'ok': ok_3, 'low': low_3, 'high': high_3, 'beaten': FALSE,
            'failed': (has_centre IS FALSE)::INT * 8, 'missing': (has_centre IS NULL)::INT * 8},
        {'measure': '4', 'ok': ok_4, 'low': low_4, 'high': high_4, 'beaten': FALSE,
            'failed': (conforms IS FALSE)::INT * 8, 'missing': (conforms IS NULL)::INT * 8},
        {'measure': '5', 'ok': ok_5, 'low': low_5, 'high': high_5, 'beaten': FALSE,
            'failed': (has_upper IS FALSE)::INT * 8, 'missing': (has_upper IS NULL)::INT * 8},
        {'measure': '6.1', 'ok': ok_61, 'low': low_61, 'high': high_61,
            'beaten': beaten_61 AND got_61 IS NOT TRUE,
            'failed': (leases IS FALSE)::INT * 8,
            'missing': (leases IS NULL)::INT * 8 + (rent_rate IS NULL)::INT * 16},
        {'measure': '6.2', 'ok': ok_62, 'low': low_62, 'high': high_62,
            'beaten': beaten_62 AND got_62 IS NOT TRUE,
            'failed': (rents IS FALSE)::INT * 8, 'missing': (rents IS NULL)::INT * 8},
        {'measure': '7', 'ok': ok_7, 'low': low_7, 'high': high_7, 'beaten': FALSE,
            'failed': (serves IS FALSE)::INT * 8, 'missing': (serves IS NULL)::INT * 8},
        {'measure': '8', 'ok': ok_8, 'low': low_8, 'high': high_8, 'beaten': FALSE,
            'failed': (invests IS FALSE)::INT * 8, 'missing': (invests IS NULL)::INT * 8}
    ]) AS of
    FROM together
)
SELECT firm, of.measure AS measure,
    CASE WHEN NOT of.ok THEN 'refused'
        WHEN of.beaten THEN 'displaced'
        WHEN of.high = 0 THEN 'exhausted'
        WHEN of.ok IS NULL OR of.low <> of.high THEN 'unknown'
        ELSE 'granted' END AS verdict,
    CASE WHEN NOT of.ok OR of.beaten THEN 0 ELSE of.low END AS low,
    CASE WHEN NOT of.ok OR of.beaten THEN 0 ELSE of.high END AS high,
    out + of.failed AS failed, blank + of.missing AS missing
FROM measures

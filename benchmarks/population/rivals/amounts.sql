-- As one writes it in an afternoon: twelve sums a firm, no reasons. Money in fen; areas and counts
-- in ten-thousandths, rents in ten-thousandths of a fen. A null is what the database makes of it.
WITH past AS (
    SELECT firm,
        bool_or(measure = '1.1') AS got_11,
        bool_or(measure = '1.2') AS got_12,
        bool_or(measure IN ('2.1', '2.2', '2.3')) AS got_2,
        bool_or(measure = '3') AS got_3,
        bool_or(measure = '5') AS got_5,
        bool_or(measure IN ('6.1', '6.2')) AS got_6,
        bool_or(measure = '7') AS got_7,
        bool_or(measure = '8') AS got_8,
        sum(CASE WHEN measure IN ('1.1', '1.2') THEN counted ELSE 0 END)::BIGINT AS ladder_1,
        sum(CASE WHEN measure = '4' THEN counted ELSE 0 END)::BIGINT AS ladder_4
    FROM read_parquet('{folder}/entered_award.parquet')
    WHERE decided <= DATE '{day}' AND event <= DATE '{day}'
    GROUP BY firm
),
alone AS (
    SELECT f.firm_code AS firm, p.*,
        f.registered_district = '闵行区' AND f.tax_district = '闵行区'
            AND NOT f.has_major_violation AS eligible,
        CASE WHEN eligible AND specialised_level IN ('区级', '市级') AND revenue >= 800000000
            AND (revenue * 100 >= base_revenue * 115 AND base_revenue > 0
                OR research * 100 > revenue * 3 AND revenue > 0
                AND base_research * 100 > base_revenue * 3 AND base_revenue > 0)
            AND p.got_11 IS NOT TRUE
            THEN 5000000 ELSE 0 END AS rung_11,
        CASE WHEN eligible AND specialised_level = '市级' AND revenue >= 2000000000
            AND base_revenue >= 1500000000 AND p.got_12 IS NOT TRUE
            THEN 20000000 ELSE 0 END AS rung_12,
        CASE WHEN eligible AND new_equipment >= 200000000 AND p.got_2 IS NOT TRUE
            THEN least((new_equipment + 5) // 10, 500000000) ELSE 0 END AS sum_21,
        CASE WHEN eligible AND integration_input >= 100000000 AND p.got_2 IS NOT TRUE
            THEN least((integration_input * 15 + 50) // 100, 300000000) ELSE 0 END AS sum_22,
        CASE WHEN eligible AND demonstration_input >= 50000000 AND p.got_2 IS NOT TRUE
            THEN least((demonstration_input * 2 + 5) // 10, 200000000) ELSE 0 END AS sum_23,
        CASE WHEN eligible AND p.got_3 IS NOT TRUE THEN
            CASE centre_level WHEN '区级' THEN 30000000 WHEN '市级' THEN 100000000
            WHEN '国家级' THEN 200000000 ELSE 0 END ELSE 0 END AS sum_3,
        CASE WHEN eligible THEN greatest(
            CASE conformity_level WHEN '贯标' THEN 20000000 WHEN '流程级' THEN 30000000
            WHEN '网络级' THEN 40000000 WHEN '生态级' THEN 50000000 ELSE 0 END
            - coalesce(p.ladder_4, 0), 0) ELSE 0 END AS sum_4,
        CASE WHEN eligible AND upper_grant > 0 AND p.got_5 IS NOT TRUE
            THEN least((upper_grant + 1) // 2, 100000000) ELSE 0 END AS sum_5,
        CASE WHEN eligible AND leased_area >= 500000 AND p.got_6 IS NOT TRUE
            THEN (12 * least(40000000, rent_rate) * least(leased_area, 5000000) + 50000000)
                // 100000000 ELSE 0 END AS sum_61,
        CASE WHEN eligible AND annual_rent > 0 AND p.got_6 IS NOT TRUE
            THEN least((annual_rent + 1) // 2, 30000000) ELSE 0 END AS sum_62,
        CASE WHEN eligible AND firms_served >= 100000 AND p.got_7 IS NOT TRUE
            THEN least(5 * firms_served, 100000000) ELSE 0 END AS sum_7,
        CASE WHEN eligible AND research >= 100000000 AND p.got_8 IS NOT TRUE
            THEN least((research + 10) // 20, 200000000) ELSE 0 END AS sum_8
    FROM read_parquet('{folder}/entered_firm.parquet') AS f
    LEFT JOIN past AS p ON p.firm = f.firm_code
)
SELECT firm,
    CASE WHEN rung_11 > 0 THEN greatest(rung_11 - coalesce(ladder_1, 0), 0) ELSE 0 END AS "1.1",
    CASE WHEN rung_12 > 0 THEN greatest(rung_12 - greatest(coalesce(ladder_1, 0), rung_11), 0)
        ELSE 0 END AS "1.2",
    CASE WHEN sum_21 >= sum_22 AND sum_21 >= sum_23 THEN sum_21 ELSE 0 END AS "2.1",
    CASE WHEN sum_22 > sum_21 AND sum_22 >= sum_23 THEN sum_22 ELSE 0 END AS "2.2",
    CASE WHEN sum_23 > sum_21 AND sum_23 > sum_22 THEN sum_23 ELSE 0 END AS "2.3",
    sum_3 AS "3", sum_4 AS "4", sum_5 AS "5",
    CASE WHEN sum_61 >= sum_62 THEN sum_61 ELSE 0 END AS "6.1",
    CASE WHEN sum_62 > sum_61 THEN sum_62 ELSE 0 END AS "6.2",
    sum_7 AS "7", sum_8 AS "8"
FROM alone

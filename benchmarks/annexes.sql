CREATE OR REPLACE TEMP TABLE totals AS
WITH decisions AS (
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY unit, decision_doc ORDER BY "row") AS place
        FROM a3
        WHERE penalised = '是' AND decision_doc IS NOT NULL
          AND decided_on IS NOT NULL AND unit IS NOT NULL
    ) WHERE place = 1 AND decided_on BETWEEN $1 AND $2
), visits AS (
    SELECT unit, count(DISTINCT record_doc) AS inspections
    FROM a3 WHERE inspected_on BETWEEN $1 AND $2 GROUP BY unit
), penalties AS (
    SELECT unit, count(*) AS penalties,
        sum(fine) FILTER (fine_class IS NOT NULL) AS fines,
        sum(fine) FILTER (fine_class = '非事故类') AS nonaccident,
        sum(collected) FILTER (fine IS NOT NULL AND fine_class IS NOT NULL
                               AND collected_on <= $3) AS collected,
        count(DISTINCT coalesce(credit_code, enterprise))
            FILTER (contains(kinds, '责令停产停业整顿')) AS suspended
    FROM decisions GROUP BY unit
), hazmat AS (
    SELECT unit, count(*) AS cases, sum(hazmat_tonnes) AS tonnes,
        sum(fine) AS hazmat_fines,
        count(*) FILTER (transferred = '是') AS transferred,
        sum(detained) AS detained
    FROM a3 WHERE hazmat = '是' AND filed_on BETWEEN $1 AND $2 GROUP BY unit
)
SELECT *
FROM units LEFT JOIN visits USING (unit) LEFT JOIN penalties USING (unit)
LEFT JOIN hazmat USING (unit);

WITH sums AS (
    SELECT line1, coalesce(inspections, 0)::HUGEINT AS inspections,
        coalesce(penalties, 0)::HUGEINT AS penalties,
        coalesce(fines, 0)::HUGEINT AS fines,
        coalesce(nonaccident, 0)::HUGEINT AS nonaccident,
        coalesce(collected, 0)::HUGEINT AS collected
    FROM totals
), figures AS (
    SELECT line1, fines / 1e6 AS fines, nonaccident / 1e6 AS nonaccident,
        ((nonaccident * 20000 + fines) // (2 * nullif(fines, 0))) / 100 AS share,
        ((penalties * 20000 + inspections) // (2 * nullif(inspections, 0))) / 100 AS rate,
        ((collected * 20000 + fines) // (2 * nullif(fines, 0))) / 100 AS paid
    FROM sums WHERE inspections + penalties > 0
), ranked AS (
    SELECT *, rank() OVER (ORDER BY nonaccident DESC) AS rank1,
        CASE WHEN share IS NOT NULL THEN rank() OVER (ORDER BY share DESC NULLS LAST) END AS rank2,
        CASE WHEN rate IS NOT NULL THEN rank() OVER (ORDER BY rate DESC NULLS LAST) END AS rank3,
        CASE WHEN paid IS NOT NULL THEN rank() OVER (ORDER BY paid DESC NULLS LAST) END AS rank4
    FROM figures
)
SELECT fines, nonaccident, rank1, share, rank2, rate, rank3, paid, rank4
FROM units LEFT JOIN ranked USING (line1) ORDER BY line1;

SELECT coalesce(cases, 0), coalesce(tonnes, 0) / 1e6, coalesce(hazmat_fines, 0) / 1e6,
    rank() OVER (ORDER BY coalesce(hazmat_fines, 0) DESC),
    coalesce(transferred, 0), coalesce(detained, 0)
FROM totals ORDER BY line2;

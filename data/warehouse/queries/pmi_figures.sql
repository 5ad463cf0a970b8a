-- What the newest summary of each establishment's PMI says in one year: one row per figure, null where it has none. The
-- newest row of an establishment says all there is of it, also when it corrects its zone or its municipality.
-- $entity_id, $year
SELECT municipality_code, school_code, zone, indicator_code, value, version_id, sheet, "row"
FROM observations
WHERE entity_id = $entity_id
  AND dataset = 'pmi_summary'
  AND school_code <> ''
  AND year = $year
QUALIFY sequence = max(sequence) OVER (PARTITION BY school_code)
ORDER BY municipality_code, school_code, indicator_code

-- Where a figure comes from: every layer that carries it, the one that serves first.
-- $entity_id, $indicator, $year, $municipality_code, $zone, $inclusion_group
SELECT
    version_id,
    dataset,
    sheet,
    "row",
    value,
    numerator,
    denominator,
    row_number() OVER (ORDER BY sequence DESC) = 1 AS serves
FROM observations
WHERE entity_id = $entity_id
  AND school_code = ''
  AND indicator_code = $indicator
  AND year = $year
  AND municipality_code = $municipality_code
  AND zone = $zone
  AND inclusion_group = $inclusion_group
ORDER BY sequence DESC

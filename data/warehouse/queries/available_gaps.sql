-- What has an urban–rural gap: `available` for a list of indicators, counted where both zones have a value. The code is
-- that of the indicator compared, and the zone, total.
-- $entity_id, $indicators
WITH figures AS (
    SELECT indicator_code, year, inclusion_group, municipality_code,
        count(value) AS known, string_agg(DISTINCT version_id, ',' ORDER BY version_id) AS version_ids
    FROM indicator_cube
    WHERE entity_id = $entity_id
      AND school_code = ''
      AND length(municipality_code) = 5
      AND zone IN ('urbana', 'rural')
      AND list_contains($indicators::VARCHAR[], indicator_code)
    GROUP BY ALL
)
SELECT
    indicator_code,
    year,
    'total' AS zone,
    inclusion_group,
    count(*)::INTEGER AS cells,
    count(*)::INTEGER AS "values",
    string_agg(DISTINCT version_ids, ',' ORDER BY version_ids) AS version_ids
FROM figures
WHERE known = 2
GROUP BY indicator_code, year, inclusion_group
ORDER BY indicator_code, year, inclusion_group

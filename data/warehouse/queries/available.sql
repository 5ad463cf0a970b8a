-- What there is: one row per indicator, year, zone and inclusion group. `cells` counts what was loaded, `values` what is
-- not empty; `version_ids` are the versions the figures come from, separated by commas.
-- $entity_id
SELECT
    indicator_code,
    year,
    zone,
    inclusion_group,
    count(*)::INTEGER AS cells,
    count(value)::INTEGER AS "values",
    string_agg(DISTINCT version_id, ',' ORDER BY version_id) AS version_ids
FROM indicator_cube
WHERE entity_id = $entity_id
  AND school_code = ''
  AND length(municipality_code) = 5
GROUP BY indicator_code, year, zone, inclusion_group
ORDER BY indicator_code, year, zone, inclusion_group

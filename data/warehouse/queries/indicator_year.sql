-- One indicator in one year: every municipality, zone and inclusion group.
-- $entity_id, $indicator, $year
SELECT municipality_code, zone, inclusion_group, value, numerator, denominator, dataset, version_id
FROM indicator_cube
WHERE entity_id = $entity_id
  AND school_code = ''
  AND length(municipality_code) = 5
  AND indicator_code = $indicator
  AND year = $year
ORDER BY zone, inclusion_group, municipality_code

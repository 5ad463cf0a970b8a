-- One indicator through the years in the department (two-digit code), certified municipalities included.
-- $entity_id, $indicator, $zone, $inclusion_group
SELECT year, municipality_code AS department_code, value, numerator, denominator, dataset, version_id
FROM indicator_cube
WHERE entity_id = $entity_id
  AND school_code = ''
  AND length(municipality_code) = 2
  AND indicator_code = $indicator
  AND zone = $zone
  AND inclusion_group = $inclusion_group
ORDER BY year, municipality_code

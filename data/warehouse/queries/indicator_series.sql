-- One indicator through the years, one zone and one inclusion group, every municipality.
-- $entity_id, $indicator, $zone, $inclusion_group
SELECT year, municipality_code, value, numerator, denominator, dataset, version_id
FROM indicator_cube
WHERE entity_id = $entity_id
  AND school_code = ''
  AND length(municipality_code) = 5
  AND indicator_code = $indicator
  AND zone = $zone
  AND inclusion_group = $inclusion_group
ORDER BY year, municipality_code

-- One indicator through the years, establishment by establishment (zone and inclusion group as loaded).
-- $entity_id, $indicator
SELECT year, municipality_code, school_code, zone, inclusion_group, value, numerator, denominator, dataset, version_id
FROM indicator_cube
WHERE entity_id = $entity_id
  AND school_code <> ''
  AND indicator_code = $indicator
ORDER BY year, municipality_code, school_code, zone, inclusion_group

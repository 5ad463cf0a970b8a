-- The figures that serve for some years and indicators (lists), to compare them with those of a file.
-- $entity_id, $years, $indicators
SELECT year, municipality_code, school_code, zone, inclusion_group, indicator_code, value, numerator, denominator
FROM indicator_cube
WHERE entity_id = $entity_id
  AND list_contains($years, year)
  AND list_contains($indicators, indicator_code)

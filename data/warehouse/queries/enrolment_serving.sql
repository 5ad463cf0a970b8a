-- The cube of students of some years (list), to compare it with that of a file.
-- $entity_id, $years
SELECT year, municipality_code, school_code, zone, level, grade, sex, inclusion_group,
    students, dropouts, repeaters, over_age, aged, school_age
FROM enrolment_cube
WHERE entity_id = $entity_id
  AND list_contains($years, year)

-- The students of one year by municipality, zone, level, grade, sex and inclusion group, all establishments together.
-- $entity_id, $year
SELECT municipality_code, zone, level, grade, sex, inclusion_group,
    sum(students)::INTEGER AS students, sum(dropouts)::INTEGER AS dropouts, sum(repeaters)::INTEGER AS repeaters,
    sum(over_age)::INTEGER AS over_age, sum(aged)::INTEGER AS aged, sum(school_age)::INTEGER AS school_age
FROM enrolment_cube
WHERE entity_id = $entity_id
  AND year = $year
GROUP BY ALL
ORDER BY municipality_code, zone, grade, sex, inclusion_group

-- The establishments with students in one year: how many students and in which zones.
-- $entity_id, $year
SELECT municipality_code, school_code, string_agg(DISTINCT zone, ',' ORDER BY zone) AS zones,
    sum(students)::INTEGER AS students, count(DISTINCT grade)::INTEGER AS grades
FROM enrolment_cube
WHERE entity_id = $entity_id
  AND year = $year
  AND inclusion_group = 'todos'
GROUP BY municipality_code, school_code
ORDER BY municipality_code, school_code

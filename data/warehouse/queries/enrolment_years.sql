-- The years with students in the cube, with how many students and establishments each one has.
-- $entity_id
SELECT year, sum(students)::INTEGER AS students, count(DISTINCT school_code)::INTEGER AS schools,
    count(DISTINCT municipality_code)::INTEGER AS municipalities
FROM enrolment_cube
WHERE entity_id = $entity_id
  AND inclusion_group = 'todos'
GROUP BY year
ORDER BY year

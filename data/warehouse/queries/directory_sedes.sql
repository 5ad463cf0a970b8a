-- The newest directory that is not after a year (or, without one, the first after it), sede by sede: its zone, its
-- establishment and both names, as they were written.
-- $entity_id, $year
WITH chosen AS (
    SELECT year
    FROM observations
    WHERE entity_id = $entity_id
      AND dataset = 'school_directory'
      AND school_code <> ''
    GROUP BY year
    ORDER BY year > $year, abs(year - $year)
    LIMIT 1
),
newest AS (
    SELECT DISTINCT year, municipality_code, school_code, zone, version_id, sheet, "row"
    FROM observations
    WHERE entity_id = $entity_id
      AND dataset = 'school_directory'
      AND school_code <> ''
      AND year = (SELECT year FROM chosen)
    QUALIFY sequence = max(sequence) OVER (PARTITION BY school_code)
)
SELECT newest.year, newest.municipality_code, newest.school_code AS sede_code, newest.zone,
    max(cells.text) FILTER (WHERE cells."column" = 'establishment_code') AS establishment_code,
    max(cells.text) FILTER (WHERE cells."column" = 'establishment_name') AS establishment_name,
    max(cells.text) FILTER (WHERE cells."column" = 'sede_name') AS sede_name
FROM newest
JOIN table_cells AS cells USING (version_id, sheet, "row")
WHERE cells.entity_id = $entity_id
GROUP BY ALL
ORDER BY newest.municipality_code, sede_code

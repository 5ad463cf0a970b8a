-- The words of those same rows: name of the establishment, needs (codes of processes) and the need as it was written.
-- $entity_id, $year
WITH newest AS (
    SELECT DISTINCT school_code, version_id, sheet, "row"
    FROM observations
    WHERE entity_id = $entity_id
      AND dataset = 'pmi_summary'
      AND school_code <> ''
      AND year = $year
    QUALIFY sequence = max(sequence) OVER (PARTITION BY school_code)
)
SELECT newest.school_code, cells."column", cells.text
FROM newest
JOIN table_cells AS cells USING (version_id, sheet, "row")
WHERE cells.entity_id = $entity_id
  AND cells."column" IN ('establishment_name', 'need_1', 'need_2', 'need_3', 'need_text')
ORDER BY newest.school_code, cells."column"

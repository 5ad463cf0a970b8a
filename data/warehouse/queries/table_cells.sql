-- The cells of one version whose source brings no figures of municipalities.
-- $entity_id, $version_id
SELECT dataset, sheet, "row", "column", text
FROM table_cells
WHERE entity_id = $entity_id
  AND version_id = $version_id
ORDER BY sheet, "row", "column"

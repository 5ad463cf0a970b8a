-- The cells of the newest version of a dataset, to compare them with those of a file.
-- $entity_id, $dataset
SELECT sheet, "row", "column", text
FROM table_cells
WHERE entity_id = $entity_id
  AND dataset = $dataset
  AND sequence = (SELECT max(sequence) FROM table_cells WHERE entity_id = $entity_id AND dataset = $dataset)

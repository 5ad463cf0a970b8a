-- The years with summaries of PMI: how many establishments and municipalities each one has.
-- $entity_id
SELECT year, count(DISTINCT school_code)::INTEGER AS schools, count(DISTINCT municipality_code)::INTEGER AS municipalities
FROM indicator_cube
WHERE entity_id = $entity_id
  AND dataset = 'pmi_summary'
  AND school_code <> ''
GROUP BY year
ORDER BY year

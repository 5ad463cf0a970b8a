-- What can be worked out: `available` for indicators made of others. $codes and $inputs are parallel lists, one entry
-- per indicator and input; counted where every input has a value.
-- $entity_id, $codes, $inputs
WITH needs AS (SELECT unnest($codes::VARCHAR[]) AS code, unnest($inputs::VARCHAR[]) AS input),
wanted AS (SELECT code, count(*) AS parts FROM needs GROUP BY code),
figures AS (
    SELECT code, year, zone, inclusion_group, municipality_code,
        count(value) AS known, string_agg(DISTINCT version_id, ',' ORDER BY version_id) AS version_ids
    FROM indicator_cube
    JOIN needs ON input = indicator_code
    WHERE entity_id = $entity_id
      AND school_code = ''
      AND length(municipality_code) = 5
    GROUP BY ALL
)
SELECT
    code AS indicator_code,
    year,
    zone,
    inclusion_group,
    count(*)::INTEGER AS cells,
    count(*)::INTEGER AS "values",
    string_agg(DISTINCT version_ids, ',' ORDER BY version_ids) AS version_ids
FROM figures
JOIN wanted USING (code)
WHERE known = parts
GROUP BY code, year, zone, inclusion_group
ORDER BY code, year, zone, inclusion_group

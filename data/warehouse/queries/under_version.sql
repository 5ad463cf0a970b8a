-- What would serve if a version were withdrawn: how many of the figures it serves now fall back on each earlier version;
-- version_id is '' for those that would be left without a figure.
-- $entity_id, $version_id
WITH own AS (
    SELECT year, municipality_code, school_code, zone, inclusion_group, indicator_code
    FROM indicator_cube
    WHERE entity_id = $entity_id
      AND version_id = $version_id
),
beneath AS (
    SELECT observations.*
    FROM observations
    WHERE entity_id = $entity_id
      AND sequence < (SELECT max(sequence) FROM observations WHERE version_id = $version_id)
    QUALIFY row_number() OVER (
        PARTITION BY year, municipality_code, school_code, zone, inclusion_group, indicator_code
        ORDER BY sequence DESC
    ) = 1
)
SELECT coalesce(beneath.version_id, '') AS version_id, count(*)::INTEGER AS figures
FROM own
LEFT JOIN beneath USING (year, municipality_code, school_code, zone, inclusion_group, indicator_code)
GROUP BY ALL
ORDER BY figures DESC, version_id

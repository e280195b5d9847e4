CREATE FUNCTION audit_bigrams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(words, place, 2)), '{}'::text[])
    FROM generate_series(1, length(words) - 1) AS place
$$;

CREATE INDEX audit_by_words ON audit_entry USING gin (
    audit_bigrams(
        user_name || ' ' || verb || ' ' || subject_kind || ' ' || subject_id || ' ' || subject_name
    )
);

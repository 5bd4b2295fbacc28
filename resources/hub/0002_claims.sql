-- Claims: which units of which receipt's line which terminal's case gives money for. What stands here
-- stands before the payout, so that no line is paid twice. Runs as returns_desk_owner, once.

-- By the receipt, never by time: a key that held the time would let a line in twice over New Year.
-- `receipt` names the shop too, as 'shop/number'. One row per line is what every claim locks.
CREATE TABLE claimed_lines (
    receipt text NOT NULL,
    line integer NOT NULL,
    sold numeric NOT NULL CHECK (sold > 0),
    returned numeric NOT NULL CHECK (returned >= 0),
    PRIMARY KEY (receipt, line),
    CHECK (returned <= sold)
) PARTITION BY HASH (receipt);

-- What a case claims of a line; `doubled` where it was paid while the hub was away, and others have
-- the line too. That is kept and told, and not counted.
CREATE TABLE line_claims (
    receipt text NOT NULL,
    line integer NOT NULL,
    installation text NOT NULL REFERENCES terminals,
    case_id text NOT NULL,
    quantity numeric NOT NULL CHECK (quantity > 0),
    doubled boolean NOT NULL,
    PRIMARY KEY (receipt, line, installation, case_id)
) PARTITION BY HASH (receipt);
CREATE INDEX line_claims_of_case ON line_claims (installation, case_id);

-- What a terminal tells of a case that claims: when, and what others need to reckon with it. The
-- text is never looked into here.
CREATE TABLE case_claims (
    installation text NOT NULL REFERENCES terminals,
    case_id text NOT NULL,
    detail text NOT NULL CHECK (octet_length(detail) <= 1000000),
    claimed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (installation, case_id)
) PARTITION BY HASH (case_id);

DO $$ BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF claimed_lines '
                       'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'claimed_lines_' || i, i);
        EXECUTE format('CREATE TABLE %I PARTITION OF line_claims '
                       'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'line_claims_' || i, i);
        EXECUTE format('CREATE TABLE %I PARTITION OF case_claims '
                       'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'case_claims_' || i, i);
    END LOOP;
END $$;

-- What other cases have of these lines, as JSON: terminal, installation, case, at, detail.
CREATE FUNCTION told_of(p_installation text, p_case text, p_receipts text[], p_lines integer[])
    RETURNS text
    LANGUAGE sql STABLE SET search_path = returns_desk, pg_temp AS $$
    SELECT coalesce(json_agg(json_build_object(
               'terminal', t.terminal, 'installation', o.installation, 'case', o.case_id,
               'at', h.claimed_at, 'detail', h.detail) ORDER BY h.claimed_at), '[]')::text
      FROM (SELECT DISTINCT c.installation, c.case_id
              FROM unnest(p_receipts, p_lines) AS f(r, l)
              JOIN line_claims c ON c.receipt = f.r AND (f.l IS NULL OR c.line = f.l)
             WHERE (c.installation, c.case_id) <> (p_installation, p_case)) AS o
      JOIN case_claims h USING (installation, case_id)
      JOIN terminals t USING (installation)
$$;

-- What other terminals' cases have of these receipts at this moment.
CREATE FUNCTION claimed_elsewhere(p_receipts text[], OUT status text, OUT taken text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = returns_desk, pg_temp AS $$
DECLARE
    who terminals%ROWTYPE;
BEGIN
    SELECT * INTO who FROM terminals t WHERE t.role_name = session_user;
    IF NOT FOUND THEN
        status := 'unknown'; RETURN;
    END IF;
    IF who.revoked_at IS NOT NULL THEN
        status := 'revoked'; RETURN;
    END IF;
    IF coalesce(cardinality(p_receipts), 0) NOT BETWEEN 1 AND 1000 THEN
        status := 'malformed'; RETURN;
    END IF;
    status := 'ok';
    SELECT coalesce(json_agg(e), '[]')::text INTO taken
      FROM json_array_elements(told_of('', '', p_receipts,
                                       array_fill(NULL::integer, ARRAY[cardinality(p_receipts)]))::json)
           AS e
     WHERE e ->> 'installation' <> who.installation;
END $$;

-- Makes these lines all that a case claims: all of them or none, so that nothing at all gives back
-- what it claimed. Asked again with the same lines it answers the same. `p_late` says that the money
-- is gone already: then it is kept whatever others have.
-- status: ok, taken (others have one of the lines, nothing has changed), doubled (kept, and others
-- have it too), unknown, revoked, malformed. `taken` tells what others have of those lines.
CREATE FUNCTION claim(
    p_case text, p_receipts text[], p_lines integer[], p_sold numeric[], p_quantities numeric[],
    p_detail text, p_late boolean,
    OUT status text, OUT taken text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = returns_desk, pg_temp AS $$
DECLARE
    who terminals%ROWTYPE;
    n integer := coalesce(cardinality(p_receipts), 0);
    all_receipts text[];
    all_lines integer[];
    full_receipts text[];
    full_lines integer[];
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true)
      WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SELECT * INTO who FROM terminals t WHERE t.role_name = session_user FOR SHARE;
    IF NOT FOUND THEN
        status := 'unknown'; RETURN;
    END IF;
    IF who.revoked_at IS NOT NULL THEN
        status := 'revoked'; RETURN;
    END IF;
    IF p_late IS NULL OR p_detail IS NULL OR octet_length(p_detail) > 1000000
       OR coalesce(length(p_case), 0) NOT BETWEEN 1 AND 100 OR n > 10000
       OR n <> coalesce(cardinality(p_lines), 0) OR n <> coalesce(cardinality(p_sold), 0)
       OR n <> coalesce(cardinality(p_quantities), 0)
       OR EXISTS (SELECT FROM unnest(p_receipts, p_lines, p_sold, p_quantities) AS w(r, l, s, q)
                   WHERE coalesce(length(w.r), 0) NOT BETWEEN 1 AND 400 OR w.l IS NULL
                      OR (w.s > 0) IS NOT TRUE OR (w.q > 0) IS NOT TRUE OR w.s < w.q
                      OR w.s IN ('Infinity', 'NaN'))
       OR (SELECT count(DISTINCT (w.r, w.l)) FROM unnest(p_receipts, p_lines) AS w(r, l)) <> n THEN
        status := 'malformed'; RETURN;
    END IF;

    -- Every line of before and of now is locked here, in one order for all, so that nobody waits in
    -- a ring. The lock lasts until the commit; what is read below is read under it.
    WITH locked AS (
        INSERT INTO claimed_lines AS c (receipt, line, sold, returned)
        SELECT a.receipt, a.line, max(a.sold), 0
          FROM (SELECT w.r, w.l, w.s FROM unnest(p_receipts, p_lines, p_sold) AS w(r, l, s)
                UNION ALL
                SELECT m.receipt, m.line, m.quantity FROM line_claims m
                 WHERE m.installation = who.installation AND m.case_id = p_case)
               AS a(receipt, line, sold)
         GROUP BY a.receipt, a.line ORDER BY a.receipt, a.line
        ON CONFLICT (receipt, line) DO UPDATE SET sold = greatest(c.sold, excluded.sold)
        RETURNING c.receipt, c.line)
    SELECT array_agg(k.receipt), array_agg(k.line) INTO all_receipts, all_lines FROM locked k;

    -- What others have of a line, with what is wanted here, is more than was sold.
    SELECT array_agg(w.r), array_agg(w.l) INTO full_receipts, full_lines
      FROM unnest(p_receipts, p_lines, p_sold, p_quantities) AS w(r, l, s, q)
     WHERE w.q + (SELECT coalesce(sum(o.quantity), 0) FROM line_claims o
                   WHERE o.receipt = w.r AND o.line = w.l AND NOT o.doubled
                     AND (o.installation, o.case_id) <> (who.installation, p_case)) > w.s;
    IF full_lines IS NOT NULL THEN
        taken := told_of(who.installation, p_case, full_receipts, full_lines);
        IF NOT p_late THEN
            status := 'taken'; RETURN;
        END IF;
    END IF;

    DELETE FROM line_claims m
     WHERE m.installation = who.installation AND m.case_id = p_case;
    INSERT INTO line_claims (receipt, line, installation, case_id, quantity, doubled)
    SELECT w.r, w.l, who.installation, p_case, w.q,
           EXISTS (SELECT FROM unnest(full_receipts, full_lines) AS f(r, l)
                    WHERE f.r = w.r AND f.l = w.l)
      FROM unnest(p_receipts, p_lines, p_quantities) AS w(r, l, q);
    IF n = 0 THEN
        DELETE FROM case_claims h
         WHERE h.installation = who.installation AND h.case_id = p_case;
    ELSE
        INSERT INTO case_claims AS h (installation, case_id, detail)
            VALUES (who.installation, p_case, p_detail)
            ON CONFLICT (installation, case_id) DO UPDATE SET detail = excluded.detail;
    END IF;
    UPDATE claimed_lines c
       SET returned = (SELECT coalesce(sum(o.quantity), 0) FROM line_claims o
                        WHERE o.receipt = c.receipt AND o.line = c.line AND NOT o.doubled)
      FROM unnest(all_receipts, all_lines) AS a(r, l)
     WHERE c.receipt = a.r AND c.line = a.l;
    status := CASE WHEN full_lines IS NULL THEN 'ok' ELSE 'doubled' END;
END $$;

CREATE VIEW v_claims AS
    SELECT t.terminal, c.installation, c.case_id, c.receipt, c.line, c.quantity, c.doubled,
           h.claimed_at
      FROM line_claims c
      JOIN case_claims h USING (installation, case_id)
      JOIN terminals t USING (installation);
COMMENT ON VIEW v_claims IS 'Which units of which receipt line each case took back. doubled: paid while the hub was away, and another case has the line too.';

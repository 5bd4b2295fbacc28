-- Segments come over a terminal's own login (push), or in a file that an administrator takes in.
-- What is done with them is one and the same.

-- For the owner alone: whose events they are is an argument here. Answers instead of raising, so
-- that an alarm outlives what it is about.
-- status: ok, unknown, revoked, gap, fork, damaged, foreign, malformed.
CREATE FUNCTION take(
    p_installation text, p_first bigint, p_hashes bytea[], p_envelopes bytea[], p_signature bytea,
    OUT status text, OUT sequence bigint, OUT hash bytea, OUT added bigint)
    LANGUAGE plpgsql SET search_path = returns_desk, pg_temp AS $$
DECLARE
    who terminals%ROWTYPE;
    head terminal_head%ROWTYPE;
    n integer := cardinality(p_hashes);
    other bigint;
    texts text[];
BEGIN
    added := 0;
    PERFORM set_config('synchronous_commit', 'on', true)
      WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SELECT * INTO who FROM terminals t WHERE t.installation = p_installation;
    IF NOT FOUND THEN
        status := 'unknown'; RETURN;
    END IF;
    SELECT * INTO head FROM terminal_head h WHERE h.installation = who.installation FOR UPDATE;
    sequence := head.sequence;
    hash := head.hash;
    -- Asked again: the lock may have been waited for.
    PERFORM 1 FROM terminals t WHERE t.installation = who.installation AND t.revoked_at IS NULL;
    IF NOT FOUND THEN
        status := 'revoked'; RETURN;
    END IF;
    IF p_first IS NULL OR p_first < 1 OR n IS NULL OR n NOT BETWEEN 1 AND 1000
       OR n <> cardinality(p_envelopes) OR array_ndims(p_hashes) <> 1
       OR array_ndims(p_envelopes) <> 1
       OR array_position(p_hashes, NULL) IS NOT NULL
       OR array_position(p_envelopes, NULL) IS NOT NULL
       OR octet_length(p_signature) IS DISTINCT FROM 64 THEN
        status := 'malformed'; RETURN;
    END IF;
    IF p_first > head.sequence + 1 THEN
        status := 'gap'; RETURN;
    END IF;

    -- What is there already has to be the same; another hash means a copy of this terminal.
    SELECT min(e.sequence) INTO other
      FROM unnest(p_hashes) WITH ORDINALITY AS g(hash, i)
      JOIN events e ON e.installation = who.installation AND e.sequence = p_first + g.i - 1
     WHERE e.hash <> g.hash;
    IF other IS NOT NULL THEN
        INSERT INTO alarms (installation, kind, sequence) VALUES (who.installation, 'fork', other)
            ON CONFLICT DO NOTHING;
        status := 'fork'; RETURN;
    END IF;
    IF p_first + n - 1 <= head.sequence THEN
        status := 'ok'; RETURN;
    END IF;

    -- The chain, as a set: each new hash covers the one before it and the whole envelope.
    SELECT min(p_first + c.i - 1) INTO other
      FROM (SELECT g.i, g.hash, g.envelope,
                   CASE WHEN p_first + g.i - 1 = head.sequence + 1 THEN head.hash
                        ELSE p_hashes[g.i - 1] END AS before
              FROM unnest(p_hashes, p_envelopes) WITH ORDINALITY AS g(hash, envelope, i)
             WHERE p_first + g.i - 1 > head.sequence) AS c
     WHERE sha256(c.before || c.envelope) IS DISTINCT FROM c.hash;
    IF other IS NOT NULL THEN
        -- Where the very first one does not follow what is here, a copy may have gone another way.
        IF other = p_first AND other = head.sequence + 1 THEN
            INSERT INTO alarms (installation, kind, sequence)
                VALUES (who.installation, 'not_following', other) ON CONFLICT DO NOTHING;
        END IF;
        status := 'damaged'; sequence := other - 1; RETURN;
    END IF;

    BEGIN
        SELECT array_agg(convert_from(g.envelope, 'UTF8') ORDER BY g.i) INTO texts
          FROM unnest(p_envelopes) WITH ORDINALITY AS g(envelope, i);
        -- Only the ends of the canonical text are looked at: a payload may hold what JSON of this
        -- server can't, and it can't reach outside its place.
        SELECT min(p_first + c.i - 1) INTO other
          FROM unnest(texts) WITH ORDINALITY AS c(envelope, i)
         WHERE p_first + c.i - 1 > head.sequence
           AND ((envelope_start(c.envelope))[3] IS DISTINCT FROM who.installation
                OR (envelope_end(c.envelope))[1] IS DISTINCT FROM (p_first + c.i - 1)::text);
        IF other IS NOT NULL THEN
            status := 'foreign'; sequence := other - 1; RETURN;
        END IF;
        INSERT INTO events (received_month, installation, sequence, hash, envelope, terminal, type,
                            case_id, at)
        SELECT date_trunc('month', timezone('UTC', now()))::date, who.installation,
               p_first + c.i - 1, p_hashes[c.i], c.envelope,
               (envelope_end(c.envelope))[2], (envelope_end(c.envelope))[3],
               (envelope_start(c.envelope))[2], (envelope_start(c.envelope))[1]::timestamptz
          FROM unnest(texts) WITH ORDINALITY AS c(envelope, i)
         WHERE p_first + c.i - 1 > head.sequence;
        GET DIAGNOSTICS added = ROW_COUNT;
    EXCEPTION WHEN data_exception OR not_null_violation THEN
        status := 'malformed'; added := 0; RETURN;
    END;
    sequence := p_first + n - 1;
    hash := p_hashes[n];
    UPDATE terminal_head h SET sequence = take.sequence, hash = take.hash
     WHERE h.installation = who.installation;
    INSERT INTO segments (installation, sequence, hash, signature)
        VALUES (who.installation, sequence, hash, p_signature);
    status := 'ok';
END $$;

-- Who asks: session_user, never an argument.
CREATE OR REPLACE FUNCTION push(
    p_first bigint, p_hashes bytea[], p_envelopes bytea[], p_signature bytea,
    OUT status text, OUT sequence bigint, OUT hash bytea, OUT added bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = returns_desk, pg_temp AS $$
DECLARE
    mine text;
BEGIN
    SELECT t.installation INTO mine FROM terminals t WHERE t.role_name = session_user;
    SELECT g.status, g.sequence, g.hash, g.added INTO status, sequence, hash, added
      FROM take(mine, p_first, p_hashes, p_envelopes, p_signature) AS g;
END $$;

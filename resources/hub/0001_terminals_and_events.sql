-- Terminals, the head of each one's chain, their events by received month, and what a terminal may
-- call. Runs as returns_desk_owner, in one transaction, once.

CREATE TABLE terminals (
    installation text PRIMARY KEY,
    terminal text NOT NULL,
    role_name name NOT NULL UNIQUE,
    public_key text NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

-- Not partitioned: the one row per terminal that every push locks.
CREATE TABLE terminal_head (
    installation text PRIMARY KEY REFERENCES terminals,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);

-- A partitioned key has to hold the partition's column, so that this key alone would let an event in
-- twice in two months. The locked head is what keeps each event single.
CREATE TABLE events (
    received_month date NOT NULL,
    installation text NOT NULL REFERENCES terminals,
    sequence bigint NOT NULL CHECK (sequence > 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    envelope text NOT NULL,
    terminal text NOT NULL,
    type text NOT NULL,
    case_id text,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (received_month, installation, sequence)
) PARTITION BY RANGE (received_month);
CREATE INDEX events_in_order ON events (installation, sequence);

-- Takes what no month was made for, so that a shop whose IT sleeps still gets its events in.
CREATE TABLE events_other PARTITION OF events DEFAULT;

CREATE TABLE segments (
    installation text NOT NULL REFERENCES terminals,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (installation, sequence)
);

CREATE TABLE alarms (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    installation text NOT NULL REFERENCES terminals,
    kind text NOT NULL,
    sequence bigint NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (installation, kind, sequence)
);

-- Makes the months from this one on; what lay in events_other moves where it belongs.
CREATE FUNCTION make_months(p_ahead integer) RETURNS void
    LANGUAGE plpgsql SET search_path = returns_desk, pg_temp AS $$
DECLARE
    m date;
    part text;
BEGIN
    FOR m IN
        SELECT month FROM (
            SELECT generate_series(date_trunc('month', timezone('UTC', now())),
                                   date_trunc('month', timezone('UTC', now()))
                                       + make_interval(months => p_ahead),
                                   interval '1 month')::date AS month
            UNION SELECT received_month FROM events_other
        ) AS wanted ORDER BY month
    LOOP
        part := 'events_' || to_char(m, 'YYYY_MM');
        CONTINUE WHEN to_regclass('returns_desk.' || part) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE events INCLUDING DEFAULTS '
                       'INCLUDING CONSTRAINTS)', part);
        EXECUTE format('WITH moved AS (DELETE FROM events_other WHERE received_month = %L '
                       'RETURNING *) INSERT INTO %I SELECT * FROM moved', m, part);
        EXECUTE format('ALTER TABLE events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       part, m, (m + interval '1 month')::date);
    END LOOP;
END $$;

-- Who asks: session_user, never an argument.
CREATE FUNCTION my_head(
    OUT status text, OUT installation text, OUT sequence bigint, OUT hash bytea,
    OUT durable boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = returns_desk, pg_temp AS $$
BEGIN
    SELECT CASE WHEN t.revoked_at IS NULL THEN 'ok' ELSE 'revoked' END,
           t.installation, h.sequence, h.hash
      INTO status, installation, sequence, hash
      FROM terminals t JOIN terminal_head h USING (installation)
     WHERE t.role_name = session_user;
    IF NOT FOUND THEN
        status := 'unknown';
    END IF;
    durable := current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on';
END $$;

-- Answers instead of raising, so that an alarm outlives what it is about.
-- status: ok, unknown, revoked, gap, fork, damaged, foreign, malformed.
CREATE FUNCTION push(
    p_first bigint, p_hashes bytea[], p_envelopes bytea[], p_signature bytea,
    OUT status text, OUT sequence bigint, OUT hash bytea, OUT added bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = returns_desk, pg_temp AS $$
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
    SELECT * INTO who FROM terminals t WHERE t.role_name = session_user;
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
    UPDATE terminal_head h SET sequence = push.sequence, hash = push.hash
     WHERE h.installation = who.installation;
    INSERT INTO segments (installation, sequence, hash, signature)
        VALUES (who.installation, sequence, hash, p_signature);
    status := 'ok';
END $$;

-- at, case and installation, from the beginning of a canonical envelope.
CREATE FUNCTION envelope_start(p_envelope text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT SET search_path = returns_desk, pg_temp AS $$
    SELECT regexp_match(p_envelope,
        '^\{"at":"([^"\\]+)","case_id":(?:null|"([^"\\]*)"),"id":"[^"\\]*","installation":"([^"\\]+)",')
$$;

-- Sequence, terminal and type, from its end.
CREATE FUNCTION envelope_end(p_envelope text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT SET search_path = returns_desk, pg_temp AS $$
    SELECT regexp_match(p_envelope,
        ',"sequence":([0-9]{1,18}),"terminal":"((?:[^"\\]|\\.)*)","type":"([^"\\]+)","version":[0-9]+\}$')
$$;

-- For a head office's own questions; what they mean stands beside them.
CREATE VIEW v_events AS
    SELECT e.installation, e.terminal, e.sequence, e.at, e.received_at, e.type, e.case_id,
           -- A character that no JSON of this server can hold hides the payload, not the event.
           CASE WHEN strpos(e.envelope, '\u0000') = 0
                THEN e.envelope::jsonb -> 'payload' END AS payload
      FROM events e;
COMMENT ON VIEW v_events IS 'Every event of every terminal. Order: installation, sequence; never the time.';

CREATE VIEW v_terminals AS
    SELECT t.installation, t.terminal, t.enrolled_at, t.revoked_at, h.sequence AS events,
           (SELECT max(s.received_at) FROM segments s WHERE s.installation = t.installation)
               AS last_heard_at
      FROM terminals t JOIN terminal_head h USING (installation);
COMMENT ON VIEW v_terminals IS 'Each terminal, how many of its events are here, and when it was last heard.';

CREATE VIEW v_alarms AS
    SELECT a.raised_at, t.terminal, a.installation, a.kind, a.sequence
      FROM alarms a JOIN terminals t USING (installation);
COMMENT ON VIEW v_alarms IS 'fork, not_following: a terminal sent another event than the one that is here, as a copied or rolled back profile does.';

CREATE VIEW v_events_daily AS
    SELECT (e.at AT TIME ZONE 'UTC')::date AS day_utc, e.terminal, e.type, count(*) AS events
      FROM events e GROUP BY 1, 2, 3;
COMMENT ON VIEW v_events_daily IS 'How many events of each type a terminal recorded a day, in UTC.';

-- Who may do what; runs after every migration, and changes nothing where all is right.
REVOKE ALL ON SCHEMA returns_desk FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA returns_desk FROM PUBLIC, returns_desk_terminal, returns_desk_reader;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA returns_desk FROM PUBLIC, returns_desk_terminal, returns_desk_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA returns_desk FROM PUBLIC, returns_desk_terminal, returns_desk_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE returns_desk_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA returns_desk TO returns_desk_terminal, returns_desk_reader;
GRANT EXECUTE ON FUNCTION my_head(), push(bigint, bytea[], bytea[], bytea),
    claim(text, text[], integer[], numeric[], numeric[], text, boolean),
    claimed_elsewhere(text[]) TO returns_desk_terminal;
GRANT SELECT ON v_events, v_terminals, v_alarms, v_events_daily, v_claims TO returns_desk_reader;

--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: sample; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA sample;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: chain; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.chain (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    digest text NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT chain_only_row_check CHECK (only_row)
);


--
-- Name: column_names; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.column_names (
    id integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: column_names_id_seq; Type: SEQUENCE; Schema: sample; Owner: -
--

ALTER TABLE sample.column_names ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sample.column_names_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: columns; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.columns (
    number bigint NOT NULL,
    "column" integer NOT NULL,
    "position" integer NOT NULL,
    sort smallint NOT NULL,
    whole bigint NOT NULL,
    beginning text NOT NULL COLLATE pg_catalog."C",
    rest text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: disclosure_migrations; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.disclosure_migrations (
    step integer NOT NULL,
    taken_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


--
-- Name: document_numbers; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.document_numbers (
    key text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL
);


--
-- Name: journal; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.journal (
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    who text NOT NULL,
    role text NOT NULL,
    why text NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    schema_version integer NOT NULL,
    visibility text NOT NULL,
    before text,
    after text,
    previous text NOT NULL,
    digest text NOT NULL
);


--
-- Name: kinds; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.kinds (
    name text NOT NULL COLLATE pg_catalog."C",
    schema_version integer NOT NULL,
    declaration text NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.outbox (
    number bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    release text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    due_at timestamp with time zone NOT NULL,
    claims integer NOT NULL,
    leased_until timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    body jsonb NOT NULL,
    digest text NOT NULL
);


--
-- Name: outbox_number_seq; Type: SEQUENCE; Schema: sample; Owner: -
--

ALTER TABLE sample.outbox ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sample.outbox_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: personal; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.personal (
    number bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    field text NOT NULL COLLATE pg_catalog."C",
    salt bytea,
    value bytea
);


--
-- Name: personal_number_seq; Type: SEQUENCE; Schema: sample; Owner: -
--

ALTER TABLE sample.personal ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sample.personal_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: records; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.records (
    number bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    visibility text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: search; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.search (
    number bigint NOT NULL,
    pairs bigint[] NOT NULL,
    folded text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: versions; Type: TABLE; Schema: sample; Owner: -
--

CREATE TABLE sample.versions (
    number bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    schema_version integer NOT NULL,
    visibility text NOT NULL COLLATE pg_catalog."C",
    changed_at timestamp with time zone NOT NULL,
    body jsonb,
    digest text COLLATE pg_catalog."C"
);


--
-- Data for Name: chain; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.chain VALUES (true, 14, 'sha256:b431674d0b57ea121c276709019af5e07052b1d995aeea2e915e0cc9a0681ff1', 10);


--
-- Data for Name: column_names; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.column_names OVERRIDING SYSTEM VALUE VALUES (1, 'sample:notice', 'agency');
INSERT INTO sample.column_names OVERRIDING SYSTEM VALUE VALUES (2, 'sample:notice', 'year');


--
-- Data for Name: columns; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.columns VALUES (2, 1, 0, 2, 0, '民政局', '');
INSERT INTO sample.columns VALUES (2, 2, 0, 1, 2025, '', '');
INSERT INTO sample.columns VALUES (3, 1, 0, 2, 0, '民政局', '');
INSERT INTO sample.columns VALUES (3, 2, 0, 1, 2025, '', '');
INSERT INTO sample.columns VALUES (4, 1, 0, 2, 0, '民政局', '');
INSERT INTO sample.columns VALUES (4, 2, 0, 1, 2025, '', '');
INSERT INTO sample.columns VALUES (6, 1, 0, 2, 0, '民政局', '');
INSERT INTO sample.columns VALUES (6, 2, 0, 1, 2025, '', '');
INSERT INTO sample.columns VALUES (7, 1, 0, 2, 0, '民政局', '');
INSERT INTO sample.columns VALUES (7, 2, 0, 1, 2025, '', '');
INSERT INTO sample.columns VALUES (8, 1, 0, 2, 0, '财政局', '');
INSERT INTO sample.columns VALUES (8, 2, 0, 1, 2026, '', '');


--
-- Data for Name: disclosure_migrations; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.disclosure_migrations VALUES (1, '2026-11-24 17:42:44.200452+00');
INSERT INTO sample.disclosure_migrations VALUES (2, '2026-11-24 17:42:44.200452+00');


--
-- Data for Name: document_numbers; Type: TABLE DATA; Schema: sample; Owner: -
--



--
-- Data for Name: journal; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.journal VALUES (1, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'budget', 1, 1, 'public', NULL, 'sha256:e5cd5fd3872a11ce70d6cdc0bf32f7f29e7eb383b219907173c3c764cec6305d', '', 'sha256:500629bb65deeec1cabec4ba10c2a63a4e30b8c9184dd1f403b8525282d75608');
INSERT INTO sample.journal VALUES (2, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-0', 1, 1, 'public', NULL, 'sha256:718e1d4e0da808bf466c032b1d266634efc6b1a45d03c29089932910ab83ac1f', 'sha256:500629bb65deeec1cabec4ba10c2a63a4e30b8c9184dd1f403b8525282d75608', 'sha256:0605869402beee1a341a1cac475eabfdb287066a4d2146bf121a84784239f63b');
INSERT INTO sample.journal VALUES (3, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-1', 1, 1, 'public', NULL, 'sha256:a48a3227aba26fb23e455479e28b7bd84dd09304b7c51c0b443ebb597a400498', 'sha256:0605869402beee1a341a1cac475eabfdb287066a4d2146bf121a84784239f63b', 'sha256:267080b815f45b31956819a59f5cdfd503dd600d23caa1b72b2d307fdc57875b');
INSERT INTO sample.journal VALUES (4, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-2', 1, 1, 'public', NULL, 'sha256:707b5ae86389defa26dcc3f44c20a7a2a40a69c5f66ca7a709f46b2445b5529b', 'sha256:267080b815f45b31956819a59f5cdfd503dd600d23caa1b72b2d307fdc57875b', 'sha256:a7c39a08e883006eb850613f05a5509c142a00f01301f8f519659835d8fa96ed');
INSERT INTO sample.journal VALUES (5, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-3', 1, 1, 'public', NULL, 'sha256:32a7e571db551e10a1979596ddf69591e5f30b440789bc45ef47d607dedd8422', 'sha256:a7c39a08e883006eb850613f05a5509c142a00f01301f8f519659835d8fa96ed', 'sha256:26d43007d9a930401ae37e871be3a1f3163bfc564efbce0cb7b912a534385712');
INSERT INTO sample.journal VALUES (6, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-4', 1, 1, 'public', NULL, 'sha256:cfc7d04c01c2718562463c9c0547975721fc8a16e797b379a28301a338fdd714', 'sha256:26d43007d9a930401ae37e871be3a1f3163bfc564efbce0cb7b912a534385712', 'sha256:2c4988a64112ba7a6db6953bfc4c25b74e4e442b11b1f72596c4b8ef5c8d367a');
INSERT INTO sample.journal VALUES (7, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-5', 1, 1, 'public', NULL, 'sha256:329f76d560a22e5b5d61d8ba35e99cf25aa0acd60a7e1e83c2d25f64848f3c00', 'sha256:2c4988a64112ba7a6db6953bfc4c25b74e4e442b11b1f72596c4b8ef5c8d367a', 'sha256:58ffdc5d4cda39565a604469d51f3a54a6524f2f5890ae721dff08cf59ae4047');
INSERT INTO sample.journal VALUES (8, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'outbox', 'delivered', 1, 1, 'staff', NULL, 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587', 'sha256:58ffdc5d4cda39565a604469d51f3a54a6524f2f5890ae721dff08cf59ae4047', 'sha256:b71c33407c0b758c1c43a1dd400b319783bbf445e2543232f03e8f33d23bed29');
INSERT INTO sample.journal VALUES (9, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'outbox', 'pending', 1, 1, 'staff', NULL, 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587', 'sha256:b71c33407c0b758c1c43a1dd400b319783bbf445e2543232f03e8f33d23bed29', 'sha256:f3dc5d40cba767f91cb2f76c6771ba070d2d9939d669e40959aedd730cff1484');
INSERT INTO sample.journal VALUES (10, '2026-03-02 04:00:00+00', '李敏', 'drafter', '样本', 'outbox', 'leased', 1, 1, 'staff', NULL, 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587', 'sha256:f3dc5d40cba767f91cb2f76c6771ba070d2d9939d669e40959aedd730cff1484', 'sha256:7b9b2d2658606f0d6ab90d44015710ccbfed8a73c5b1462b0100c679395e2fe3');
INSERT INTO sample.journal VALUES (11, '2026-03-02 04:01:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'budget', 2, 1, 'public', 'sha256:e5cd5fd3872a11ce70d6cdc0bf32f7f29e7eb383b219907173c3c764cec6305d', 'sha256:3ecdb365e4f847aeafda543f39f741a8106e912d6d8aa63ccfe77e102dbd82b6', 'sha256:7b9b2d2658606f0d6ab90d44015710ccbfed8a73c5b1462b0100c679395e2fe3', 'sha256:4c894352f8ea0e123c86bf96397daeed7ffff0def3a649498dd4d68d964199fe');
INSERT INTO sample.journal VALUES (12, '2026-03-02 04:01:00+00', '李敏', 'drafter', '样本', 'sample:notice', 'aid-3', 2, 1, 'public', 'sha256:32a7e571db551e10a1979596ddf69591e5f30b440789bc45ef47d607dedd8422', NULL, 'sha256:4c894352f8ea0e123c86bf96397daeed7ffff0def3a649498dd4d68d964199fe', 'sha256:663877a4322ce7890a5dc09e0bf0a896e872d98f40d65a09be8ed645535b12ed');
INSERT INTO sample.journal VALUES (13, '2026-03-02 04:01:00+00', '李敏', 'drafter', '样本', 'sample:draft', 'plan', 1, 1, 'staff', NULL, 'sha256:7f43e8b47cf7287144acb7d7927952a0f9a7caa52ab0154ef7cece60a30c8a09', 'sha256:663877a4322ce7890a5dc09e0bf0a896e872d98f40d65a09be8ed645535b12ed', 'sha256:6afe64c568abc8db8621b46e5aa65ac76a05b266ff22e8289bcb632d5f3e6173');
INSERT INTO sample.journal VALUES (14, '2026-03-02 04:02:00+00', '李敏', 'drafter', '样本', 'outbox', 'delivered', 2, 1, 'staff', 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587', 'sha256:5d2f9a80ead178ac6dc70c6eeb826b9a061e4d8be30ddd8953b688be2103ed08', 'sha256:6afe64c568abc8db8621b46e5aa65ac76a05b266ff22e8289bcb632d5f3e6173', 'sha256:b431674d0b57ea121c276709019af5e07052b1d995aeea2e915e0cc9a0681ff1');


--
-- Data for Name: kinds; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.kinds VALUES ('sample:notice', 1, 'sha256:53d120c8ff50dcb0d0ad4bc02006b24b286aafd3d586c7178cd4a5d7a14a01a5');
INSERT INTO sample.kinds VALUES ('sample:draft', 1, 'sha256:3ca415caef987c3ba501f1498bf59b1e0fd82a45f0279c9229929d43c9a2a49a');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.outbox OVERRIDING SYSTEM VALUE VALUES (2, 'pending', 'budget', 1, 'pending', '2026-03-02 04:00:00+00', 0, NULL, '2026-03-02 04:00:00+00', '{"channel": "portal"}', 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587');
INSERT INTO sample.outbox OVERRIDING SYSTEM VALUE VALUES (1, 'delivered', 'budget', 2, 'delivered', '2026-03-02 04:00:00+00', 1, NULL, '2026-03-02 04:02:00+00', '{"channel": "portal", "receipt": "一"}', 'sha256:5d2f9a80ead178ac6dc70c6eeb826b9a061e4d8be30ddd8953b688be2103ed08');
INSERT INTO sample.outbox OVERRIDING SYSTEM VALUE VALUES (3, 'leased', 'budget', 1, 'pending', '2026-03-02 04:00:00+00', 1, '2026-03-02 04:05:00+00', '2026-03-02 04:00:00+00', '{"channel": "portal"}', 'sha256:271b1b7976329dfb86c0ba56da993fc37326755489af758db1f5b8bba8a97587');


--
-- Data for Name: personal; Type: TABLE DATA; Schema: sample; Owner: -
--



--
-- Data for Name: records; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.records VALUES (2, 'sample:notice', 'aid-0', 1, 'public');
INSERT INTO sample.records VALUES (3, 'sample:notice', 'aid-1', 1, 'public');
INSERT INTO sample.records VALUES (4, 'sample:notice', 'aid-2', 1, 'public');
INSERT INTO sample.records VALUES (6, 'sample:notice', 'aid-4', 1, 'public');
INSERT INTO sample.records VALUES (7, 'sample:notice', 'aid-5', 1, 'public');
INSERT INTO sample.records VALUES (8, 'sample:notice', 'budget', 2, 'public');
INSERT INTO sample.records VALUES (10, 'sample:draft', 'plan', 1, 'staff');


--
-- Data for Name: search; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.search VALUES (2, '{48,20020,21161,21333,21517,25209,25937,26102,31532,100688505,41985009142,44377854989,44738575148,45124440917,54393852585,54739887441,66127396912}', '临时救助名单第0批');
INSERT INTO sample.search VALUES (3, '{49,20020,21161,21333,21517,25209,25937,26102,31532,102785657,41985009142,44377854989,44738575148,45124440917,54393852585,54739887441,66127396913}', '临时救助名单第1批');
INSERT INTO sample.search VALUES (4, '{50,20020,21161,21333,21517,25209,25937,26102,31532,104882809,41985009142,44377854989,44738575148,45124440917,54393852585,54739887441,66127396914}', '临时救助名单第2批');
INSERT INTO sample.search VALUES (6, '{52,20020,21161,21333,21517,25209,25937,26102,31532,109077113,41985009142,44377854989,44738575148,45124440917,54393852585,54739887441,66127396916}', '临时救助名单第4批');
INSERT INTO sample.search VALUES (7, '{53,20020,21161,21333,21517,25209,25937,26102,31532,111174265,41985009142,44377854989,44738575148,45124440917,54393852585,54739887441,66127396917}', '临时救助名单第5批');
INSERT INTO sample.search VALUES (8, '{48,50,54,20844,20915,24180,24320,31639,37096,38376,100663346,104857648,104857654,113270388,43713060608,43861965719,50709172456,66351812972,77795988968,80480326067}', '2026年部门决算公开');
INSERT INTO sample.search VALUES (10, '{20041,21153,25307,25945,26041,26696,29983,32946,42029044385,44361082201,53072655647,54410641586,54611961928,62878934457,69092795099}', '义务教育招生方案');


--
-- Data for Name: versions; Type: TABLE DATA; Schema: sample; Owner: -
--

INSERT INTO sample.versions VALUES (1, 'sample:notice', 'budget', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2026, "title": "2026年部门预算公开", "agency": "财政局", "number": "长政务办〔2026〕8号"}', 'sha256:e5cd5fd3872a11ce70d6cdc0bf32f7f29e7eb383b219907173c3c764cec6305d');
INSERT INTO sample.versions VALUES (2, 'sample:notice', 'aid-0', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第0批", "agency": "民政局"}', 'sha256:718e1d4e0da808bf466c032b1d266634efc6b1a45d03c29089932910ab83ac1f');
INSERT INTO sample.versions VALUES (3, 'sample:notice', 'aid-1', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第1批", "agency": "民政局"}', 'sha256:a48a3227aba26fb23e455479e28b7bd84dd09304b7c51c0b443ebb597a400498');
INSERT INTO sample.versions VALUES (4, 'sample:notice', 'aid-2', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第2批", "agency": "民政局"}', 'sha256:707b5ae86389defa26dcc3f44c20a7a2a40a69c5f66ca7a709f46b2445b5529b');
INSERT INTO sample.versions VALUES (5, 'sample:notice', 'aid-3', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第3批", "agency": "民政局"}', 'sha256:32a7e571db551e10a1979596ddf69591e5f30b440789bc45ef47d607dedd8422');
INSERT INTO sample.versions VALUES (6, 'sample:notice', 'aid-4', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第4批", "agency": "民政局"}', 'sha256:cfc7d04c01c2718562463c9c0547975721fc8a16e797b379a28301a338fdd714');
INSERT INTO sample.versions VALUES (7, 'sample:notice', 'aid-5', 1, 1, 'public', '2026-03-02 04:00:00+00', '{"year": 2025, "title": "临时救助名单第5批", "agency": "民政局"}', 'sha256:329f76d560a22e5b5d61d8ba35e99cf25aa0acd60a7e1e83c2d25f64848f3c00');
INSERT INTO sample.versions VALUES (8, 'sample:notice', 'budget', 2, 1, 'public', '2026-03-02 04:01:00+00', '{"year": 2026, "title": "2026年部门决算公开", "agency": "财政局"}', 'sha256:3ecdb365e4f847aeafda543f39f741a8106e912d6d8aa63ccfe77e102dbd82b6');
INSERT INTO sample.versions VALUES (9, 'sample:notice', 'aid-3', 2, 1, 'public', '2026-03-02 04:01:00+00', NULL, NULL);
INSERT INTO sample.versions VALUES (10, 'sample:draft', 'plan', 1, 1, 'staff', '2026-03-02 04:01:00+00', '{"title": "义务教育招生方案"}', 'sha256:7f43e8b47cf7287144acb7d7927952a0f9a7caa52ab0154ef7cece60a30c8a09');


--
-- Name: column_names_id_seq; Type: SEQUENCE SET; Schema: sample; Owner: -
--

SELECT pg_catalog.setval('sample.column_names_id_seq', 2, true);


--
-- Name: outbox_number_seq; Type: SEQUENCE SET; Schema: sample; Owner: -
--

SELECT pg_catalog.setval('sample.outbox_number_seq', 3, true);


--
-- Name: personal_number_seq; Type: SEQUENCE SET; Schema: sample; Owner: -
--

SELECT pg_catalog.setval('sample.personal_number_seq', 1, false);


--
-- Name: chain chain_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.chain
    ADD CONSTRAINT chain_pkey PRIMARY KEY (only_row);


--
-- Name: column_names column_names_kind_name_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.column_names
    ADD CONSTRAINT column_names_kind_name_key UNIQUE (kind, name);


--
-- Name: column_names column_names_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.column_names
    ADD CONSTRAINT column_names_pkey PRIMARY KEY (id);


--
-- Name: columns columns_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.columns
    ADD CONSTRAINT columns_pkey PRIMARY KEY (number, "column", "position");


--
-- Name: disclosure_migrations disclosure_migrations_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.disclosure_migrations
    ADD CONSTRAINT disclosure_migrations_pkey PRIMARY KEY (step);


--
-- Name: document_numbers document_numbers_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.document_numbers
    ADD CONSTRAINT document_numbers_pkey PRIMARY KEY (key, number);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (sequence);


--
-- Name: kinds kinds_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.kinds
    ADD CONSTRAINT kinds_pkey PRIMARY KEY (name);


--
-- Name: outbox outbox_key_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.outbox
    ADD CONSTRAINT outbox_key_key UNIQUE (key);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (number);


--
-- Name: personal personal_key_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.personal
    ADD CONSTRAINT personal_key_key UNIQUE (key);


--
-- Name: personal personal_kind_id_version_field_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.personal
    ADD CONSTRAINT personal_kind_id_version_field_key UNIQUE (kind, id, version, field);


--
-- Name: personal personal_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.personal
    ADD CONSTRAINT personal_pkey PRIMARY KEY (number);


--
-- Name: records records_kind_id_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.records
    ADD CONSTRAINT records_kind_id_key UNIQUE (kind, id);


--
-- Name: records records_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.records
    ADD CONSTRAINT records_pkey PRIMARY KEY (number);


--
-- Name: search search_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (number);


--
-- Name: versions versions_kind_id_version_key; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.versions
    ADD CONSTRAINT versions_kind_id_version_key UNIQUE (kind, id, version);


--
-- Name: versions versions_pkey; Type: CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.versions
    ADD CONSTRAINT versions_pkey PRIMARY KEY (number);


--
-- Name: columns_by_value; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX columns_by_value ON sample.columns USING btree ("column", sort, whole, beginning, number);


--
-- Name: document_numbers_by_record; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX document_numbers_by_record ON sample.document_numbers USING btree (number);


--
-- Name: journal_by_record; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX journal_by_record ON sample.journal USING btree (kind, id, version);


--
-- Name: outbox_by_release; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX outbox_by_release ON sample.outbox USING btree (release);


--
-- Name: outbox_by_state; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX outbox_by_state ON sample.outbox USING btree (state, due_at, key);


--
-- Name: records_by_time; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX records_by_time ON sample.records USING btree (kind, number);


--
-- Name: records_by_visibility; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX records_by_visibility ON sample.records USING btree (kind, visibility, number);


--
-- Name: search_by_pairs; Type: INDEX; Schema: sample; Owner: -
--

CREATE INDEX search_by_pairs ON sample.search USING gin (pairs);


--
-- Name: columns columns_column_fkey; Type: FK CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.columns
    ADD CONSTRAINT columns_column_fkey FOREIGN KEY ("column") REFERENCES sample.column_names(id);


--
-- Name: columns columns_number_fkey; Type: FK CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.columns
    ADD CONSTRAINT columns_number_fkey FOREIGN KEY (number) REFERENCES sample.records(number) ON DELETE CASCADE;


--
-- Name: document_numbers document_numbers_number_fkey; Type: FK CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.document_numbers
    ADD CONSTRAINT document_numbers_number_fkey FOREIGN KEY (number) REFERENCES sample.records(number) ON DELETE CASCADE;


--
-- Name: records records_number_fkey; Type: FK CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.records
    ADD CONSTRAINT records_number_fkey FOREIGN KEY (number) REFERENCES sample.versions(number);


--
-- Name: search search_number_fkey; Type: FK CONSTRAINT; Schema: sample; Owner: -
--

ALTER TABLE ONLY sample.search
    ADD CONSTRAINT search_number_fkey FOREIGN KEY (number) REFERENCES sample.records(number) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--



-- A user's account with another service. The secret is encrypted for this row (see package secret).
create table account (
  id             uuid        primary key,
  tenant         text        not null,
  user_id        text        not null,
  provider       text        not null,
  kind           text        not null check (kind in ('oauth2', 'api_key', 'smtp')),
  secret         text        not null,
  scopes         text        not null default '',
  state          text        not null default 'connected' check (state in ('connected', 'expired')),
  -- When the access token ends; null: never, as far as is known.
  expires_at     timestamptz,
  -- Counts the secrets of this row, so that nobody replaces or refuses a newer one.
  version        integer     not null default 1,
  -- Until then one node refreshes the token, and the others wait.
  refresh_until  timestamptz,
  created_at     timestamptz not null default now(),
  used_at        timestamptz,
  unique (tenant, user_id, provider)
);

-- A connection that a user has begun and the provider has not yet answered.
create table account_connection (
  -- SHA-256 of the state that the provider sends back, and of the cookie of the browser.
  state          text        primary key,
  cookie         text        not null,
  tenant         text        not null,
  user_id        text        not null,
  provider       text        not null,
  verifier       text        not null,
  redirect_uri   text        not null,
  expires_at     timestamptz not null
);
create index account_connection_of_user on account_connection (tenant, user_id, expires_at);

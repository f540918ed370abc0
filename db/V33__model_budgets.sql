-- What a user, or a tenant as a whole (no user), has spent on language models on a day of UTC.
create table model_budget (
  day     date    not null,
  tenant  text    not null,
  user_id text    not null,
  spent   numeric not null default 0,
  primary key (day, tenant, user_id)
);
-- What calls under way may cost at most; one whose process ended without a word expires.
create table model_reservation (
  id         uuid        not null,
  day        date        not null,
  tenant     text        not null,
  user_id    text        not null,
  amount     numeric     not null,
  expires_at timestamptz not null,
  primary key (day, tenant, user_id, id)
);

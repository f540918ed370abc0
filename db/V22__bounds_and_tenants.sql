-- How much of each resource a user or a tenant may have, as JSON: {"webhooks": 50}.
alter table limit_rule add column bounds text;

-- What waits for its time is counted by owner; other tasks are not in this index.
create index task_delayed on task (tenant, user_id) where status = 'queued' and waits = 'scheduled';

-- What waits at a gate or for others, too: far behind, they are the most.
create index task_held_back on task (queue, tenant, user_id)
  where status = 'queued' and waits in ('gate', 'dependencies');

-- How many generations of parents a task has.
alter table task add column depth smallint not null default 0;

-- An administrator of one tenant acts in it only. Those of the tenant in which the first token was
-- made keep their right over all.
alter table api_token drop constraint api_token_role_check;
alter table api_token add constraint api_token_role_check
  check (role in ('user', 'operator', 'tenant_admin', 'admin'));
update api_token set role = 'tenant_admin' where role = 'admin' and tenant <> 'default';
create index api_token_owner on api_token (tenant, user_id);

-- Whose deliveries are open: owners take turns.
create index delivery_turn on delivery (tenant, user_id, next_try_at)
  where delivered_at is null and given_up_at is null;

-- How many mails were sent to a user lately.
create index notification_mailed on notification (tenant, user_id, mailed_at)
  where mailed_at is not null;

-- A chat's id, an order key and a concurrency key are their user's own: two users who choose the same
-- name have nothing to do with each other.

alter table chat drop constraint chat_pkey;
alter table chat add primary key (tenant, user_id, id);
-- Where two users had named the same new chat at once, the second had messages and no chat.
insert into chat (tenant, user_id, id, created_at)
  select tenant, user_id, chat_id, min(created_at) from message group by tenant, user_id, chat_id
  on conflict do nothing;

-- What has not ended keeps its place among its own user's tasks.
update task set
  order_key = tenant || '/~' || user_id || substring(order_key from length(tenant) + 1)
where order_key is not null and status in ('queued', 'processing', 'input_required')
  and (starts_with(order_key, tenant || '/key/') or starts_with(order_key, tenant || '/chat/')
    or starts_with(order_key, tenant || '/group/'));
update task set
  concurrency_key = tenant || '/~' || user_id || substring(concurrency_key from length(tenant) + 1)
where concurrency_key is not null and status in ('queued', 'processing', 'input_required');

-- Operators look for a chat by its id alone.
create index chat_id on chat (tenant, id);

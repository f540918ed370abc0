-- What users want agents to know in all their chats.
create table fact (
  id      uuid        primary key,
  tenant  text        not null,
  user_id text        not null,
  text    text        not null,
  task_id uuid,
  at      timestamptz not null default now(),
  unique (tenant, user_id, text)
);

-- What was said in a chat up to a message, that message included, in short.
create table chat_summary (
  message_id uuid        primary key,
  tenant     text        not null,
  user_id    text        not null,
  chat_id    text        not null,
  text       text        not null,
  at         timestamptz not null default now()
);
create index chat_summary_chat on chat_summary (tenant, user_id, chat_id);

-- A summary must not outlive what it is about.
create function delete_chat_summaries() returns trigger language plpgsql as $$
begin
  delete from chat_summary s using (select distinct tenant, user_id, chat_id from gone) g
  where s.tenant = g.tenant and s.user_id = g.user_id and s.chat_id = g.chat_id;
  return null;
end
$$;
create trigger message_deleted after delete on message
  referencing old table as gone for each statement execute function delete_chat_summaries();

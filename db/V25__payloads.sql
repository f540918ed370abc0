-- Inputs and outputs of more than 64 KiB stand apart from the rows of their tasks; `input_bytes` and
-- `output_bytes` say that they do, and how large they are. What was stored before stays in its row, and
-- is read from there. No foreign key: deleting a task deletes its payload in the same transaction.
alter table task add column input_bytes integer, add column output_bytes integer;

create table task_payload (
  task_id uuid primary key,
  input   text,
  output  text
);

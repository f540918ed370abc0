-- The trace context (W3C) of whoever handed the task over.
alter table task add column traceparent text;

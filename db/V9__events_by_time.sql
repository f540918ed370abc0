-- Streams of many tasks go on where a client left off. Costs an insert next to nothing.
create index task_event_at on task_event using brin (at);

-- Streams look each second for the newest events: their block ranges are summarized as they fill, not at the next vacuum.
alter index task_event_at set (autosummarize = on);
select brin_summarize_new_values('task_event_at'::regclass);

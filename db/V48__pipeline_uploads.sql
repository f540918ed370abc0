-- Files that are uploaded for a job are stored before its task: until then they are nobody's.
alter table task_file add column held_until timestamptz;

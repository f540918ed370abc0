-- A question has a kind, options, fields and a default: JSON, where it was plain text.
update task set question = json_build_object('kind', 'text', 'text', question)::text
  where question is not null and question !~ '^\{"kind":';

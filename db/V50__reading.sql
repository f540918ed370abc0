-- What was read is kept page by page while a document is indexed, and so are its passages: an attempt
-- goes on where an earlier one on the same file was ended. `sha256` is the file's.

alter table document
  add column pages_without_text integer[] not null default '{}',
  add column notes text[] not null default '{}';

-- `draft` until the document is published; the text has marks before its headings.
create table document_page (
  document_id uuid    not null references document on delete cascade,
  draft       boolean not null,
  page        integer not null,
  sha256      text    not null,
  text        text    not null,
  primary key (document_id, draft, page)
);

create table chunk_draft (
  document_id uuid    not null references document on delete cascade,
  no          integer not null,
  page        integer not null,
  heading     text,
  text        text    not null,
  embedding   bytea   not null,
  sentences   bytea,
  primary key (document_id, no)
);
alter table chunk_draft alter column embedding set storage plain;

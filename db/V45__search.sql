-- Passages are found by the stems of their words, weighted by how rare they are among the asker's
-- documents, and by meaning. Stems are those of the document's language.

alter table document
  add column language text not null default 'english',
  add column words integer not null default 0;

-- `heading` is where the passage is found; `sentences` are the vectors of its sentences, as
-- `embedding` is the vector of all of it.
alter table chunk
  add column heading text,
  add column sentences bytea;
alter table chunk drop column tsv;

-- For each stem of a document: in which chunks, how often, and how many words those chunks have.
create table chunk_word (
  document_id uuid      not null references document on delete cascade,
  stem        text      not null,
  nos         integer[] not null,
  counts      integer[] not null,
  lengths     integer[] not null,
  primary key (document_id, stem)
);

-- What was indexed before keeps its vectors, and gets the stems that PostgreSQL finds in it.
with occurrence as (
  select c.document_id, c.no, w.lexeme, cardinality(w.positions) as count
  from chunk c, unnest(to_tsvector('english', c.text)) w
), length as (
  select document_id, no, sum(count)::integer as words from occurrence group by document_id, no
)
insert into chunk_word (document_id, stem, nos, counts, lengths)
select o.document_id, o.lexeme, array_agg(o.no order by o.no), array_agg(o.count order by o.no),
  array_agg(l.words order by o.no)
from occurrence o join length l on l.document_id = o.document_id and l.no = o.no
where length(o.lexeme) <= 100
group by o.document_id, o.lexeme;

update document d set words = l.words
from (
  select document_id, sum(n) as words from chunk_word, unnest(counts) as n group by document_id
) l
where l.document_id = d.id;

/**
 * Stored documents and the search in them; independent of HTTP and of any model.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Chunks are replaced and the document becomes {@code ready} in one transaction, guarded by
 *       task and attempt: no half-indexed document is ever searched, and a superseded attempt
 *       changes nothing.
 *   <li>Until then its pages and chunks are drafts, which are kept for the next attempt on the same
 *       file. The text of its pages stays with the document, for what is read from the first page
 *       to the last.
 *   <li>Vectors are compared in memory. pgvector is not in every distribution, and SQL over arrays
 *       is a thousand times too slow. Vectors are stored as signed bytes with one scale: 388 bytes
 *       per chunk, so 100,000 chunks take 40 MB and about 20 ms; the error of a cosine stays below
 *       0.01.
 *   <li>The vector cache follows the rows: each search reads the caller's documents with their
 *       revisions, and loads only what is missing. No invalidation has to reach other nodes.
 *   <li>For each stem of a document one row says in which chunks it is, and how often: a question
 *       reads a few hundred of these, and BM25 is computed from them in this process. PostgreSQL's
 *       {@code ts_rank} knows nothing of how rare a word is, and would read every chunk that has
 *       one of the question's words. Texts are cut into words here, so that the database's locale
 *       does not matter; its dictionaries give the stems, and their stop words tell the language.
 *   <li>The nearest by meaning and the best by words become one list by reciprocal rank fusion, of
 *       which a fixed number is read and judged: a shorter answer begins as a longer one does.
 *   <li>The same bytes of one owner, read as the same kind of file, are one document; a unique
 *       index says so. Copies from before that are marked and stay. An upload that is told of a
 *       document counts on it: where the first upload's task is then not accepted, the row stays
 *       and fails.
 *   <li>A document can be searched as soon as it was indexed once ({@code revision}), whatever its
 *       status says of a later run: indexing again, or a new version, changes nothing until it is
 *       published, and nothing if it fails. A version waits in a row of its own; of two, the one
 *       that was uploaded later stays, in whatever order they are indexed.
 *   <li>Every query takes an {@link org.waybill.owner.Owner}; there is no way to read without.
 * </ul>
 */
package org.waybill.document;

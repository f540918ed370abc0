/**
 * Stored documents and the search in them; knows no HTTP and no model.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Chunks are replaced and the document becomes {@code ready} in one transaction, guarded by
 *       task and attempt: no half-indexed document is ever searched, and a late attempt changes
 *       nothing.
 *   <li>Vectors are compared in memory. pgvector is not in every distribution, and SQL over arrays
 *       is a thousand times too slow. They are kept as signed bytes with one scale: 388 bytes a
 *       chunk, so 100,000 chunks take 40 MB and some 20 ms; the error of a cosine stays below 0.01.
 *   <li>The cache of vectors follows the rows: each search asks for the caller's documents and
 *       their revisions, and loads only what it lacks. No invalidation has to reach other nodes.
 *   <li>Everything is asked by {@link org.waybill.document.Owner}; there is no way to read without.
 * </ul>
 */
package org.waybill.document;

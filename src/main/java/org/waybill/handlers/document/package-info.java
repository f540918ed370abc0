/**
 * Task type {@code document_processing}: a stored file becomes pages, chunks, vectors and words.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Every upload is hostile until read. PDFBox works inside a {@link
 *       org.waybill.handlers.document.Budget} for each page: characters, time, memory. What breaks
 *       it, and what is encrypted, broken or empty, fails for good with a reason for its owner;
 *       only faults of ours (database, disk) are tried again.
 *   <li>Chunks are kept in memory until all pages are read and then stored in one transaction: ten
 *       million characters, the limit, make some 30 MB.
 *   <li>The page's number goes with each chunk, and no chunk spans two pages, so a citation is
 *       exact.
 * </ul>
 */
package org.waybill.handlers.document;

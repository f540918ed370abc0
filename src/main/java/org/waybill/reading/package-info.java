/**
 * Reads files: text page by page, within limits; and cuts it into passages with their vectors.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Every file is hostile until read. PDFBox works inside a {@link org.waybill.reading.Budget}
 *       for each page: characters, time, memory. What breaks it, and what is encrypted, broken or
 *       empty, is an {@link org.waybill.reading.UnreadableDocument} with a reason for its owner;
 *       only faults of ours (database, disk) are worth another try.
 *   <li>Chunks are kept in memory until all pages are read and then stored in one transaction: ten
 *       million characters, the limit, make some 30 MB.
 *   <li>The page's number goes with each chunk, and no chunk spans two pages, so a citation is
 *       exact.
 * </ul>
 */
package org.waybill.reading;

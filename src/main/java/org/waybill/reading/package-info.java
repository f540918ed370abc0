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
 *   <li>Documents are parsed in another process ({@link org.waybill.reading.ReaderMain}): a thread
 *       cannot be ended, a process can. It is killed when it exceeds its processor time or memory,
 *       when the task is cancelled or times out, and it ends by itself when its parent is gone. It
 *       is reused, since a JVM's start takes half a second; it gets nothing of the environment.
 *       Where none can be started, which is said once in the log, documents are read here.
 *   <li>Its class path is found by where the classes are: the application's own folder on Payara,
 *       the files beneath WildFly's virtual file system there, folder and jars in tests.
 *   <li>Markdown is read by commonmark and HTML by jsoup; both results are walked without
 *       recursion.
 *   <li>Making a document searchable takes a model a hundred times as long as reading it, so it has
 *       a limit of time and looks between batches whether it should stop.
 *   <li>Chunks are kept in memory until all pages are read and then stored in one transaction: four
 *       million characters, the limit, make some 12 MB.
 *   <li>The page's number goes with each chunk, and no chunk spans two pages, so a citation is
 *       exact.
 * </ul>
 */
package org.waybill.reading;

/**
 * Reads the text of files page by page, within limits, and cuts it into passages with vectors.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every file may be hostile. PDFBox works inside a {@link org.waybill.reading.Budget} for
 *       each page: characters, time, memory. A file that exceeds it, or is encrypted, broken or
 *       empty, is an {@link org.waybill.reading.UnreadableDocument} with a reason for its owner;
 *       only failures of the server (database, disk) are retried.
 *   <li>Documents are parsed in another process ({@link org.waybill.reading.ReaderMain}): a thread
 *       cannot be killed, a process can. It is killed when it exceeds its processor time or memory,
 *       when the task is cancelled or times out, and it ends by itself when its parent is gone. It
 *       is reused, since a JVM takes half a second to start; it gets no environment variables but
 *       its class path. If no process can be started, which is logged once, documents are parsed in
 *       this process.
 *   <li>Its class path is derived from the location of the classes: the application's folder on
 *       Payara, the files behind the virtual file system on WildFly, folders and jars in tests.
 *   <li>Office files and e-mails are read by Apache Tika, which brings 25 MB: its jars are in
 *       {@code WEB-INF/reader}, on the class path of the reader process alone, so that the server
 *       neither scans them at its start nor runs them.
 *   <li>A heading is a line with a mark ({@link org.waybill.reading.Headings}), so that readers of
 *       all kinds of files pass on plain text and the chunker still sees where it stands.
 *   <li>Running headers are known only when all pages are read; so pages are collected first, and
 *       their vectors computed afterwards.
 *   <li>Pages and passages are kept as they are made ({@link org.waybill.document.Drafts}), a
 *       second or 32 passages at a time, and an attempt goes on after them: vectors take minutes,
 *       and recognising scanned pages takes hours. Passages are cut anew from the pages, which
 *       costs nothing, and compared with those that were kept.
 *   <li>What a file is, its content says; its name and media type count where that says nothing.
 *   <li>The reader process turns scanned pages into images and writes them as frames: while nobody
 *       takes the next one it waits, so no more than one page is on its way. Tesseract is started
 *       by the server, which ends it at its limit and when the attempt ends, and which alone may
 *       call a service.
 *   <li>PDFBox knows letters and places. Rows of tables are lines with wide gaps whose words stand
 *       in columns; between letters of two fonts a narrow gap is a blank.
 *   <li>Markdown is parsed by commonmark and HTML by jsoup; both results are walked without
 *       recursion.
 *   <li>Pages are drawn in that process and never in this one: patterns, masks and pictures of a
 *       page take as much memory and time as its author likes. A passage is found on its page by
 *       its letters and digits alone, since it has lost the page's hyphens and line breaks.
 *   <li>Computing the vectors of a document takes a hundred times as long as reading it, so it has
 *       a time limit and checks between batches whether it should stop.
 *   <li>Chunks are in memory until all pages are read and then stored in one transaction: the limit
 *       of four million characters is about 12 MB.
 *   <li>Each chunk has the number of its page, and no chunk spans two pages, so that citations are
 *       exact.
 * </ul>
 */
package org.waybill.reading;

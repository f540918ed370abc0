/**
 * The API of documents: upload, replace, list, search, describe, delete; their pages.
 *
 * <p>Decided here: the multipart body is read by a small reader of our own. {@code EntityPart} and
 * the servlet's {@code Part} let the server write the whole body to its temporary folder before the
 * first line of ours runs, in a size that only Content-Length can bound, and need different set-up
 * on different servers. This one goes through the body once: counting, hashing, and writing to the
 * file store, and stops at the first byte too many.
 *
 * <p>Page images are drawn when they are asked for and not kept: browsers keep them, by their
 * entity tag, and most pages are looked at once.
 */
package org.waybill.api.documents;

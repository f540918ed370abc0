/**
 * Task type {@code document_processing}: a stored file becomes pages, chunks, vectors and words.
 *
 * <p>Decided here: what makes a document unreadable fails for good with a reason for its owner;
 * only faults of ours are tried again.
 */
package org.waybill.handlers.document;

/**
 * Task type {@code document_processing}: extracts pages from a stored file, and makes chunks,
 * vectors and index terms from them.
 *
 * <p>Decision: an unreadable document fails for good, with a reason for its owner; only internal
 * errors are retried.
 */
package org.waybill.handlers.document;

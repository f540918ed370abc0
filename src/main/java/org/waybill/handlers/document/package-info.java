/**
 * Task type {@code document_processing}: extracts pages from a stored file, and makes chunks,
 * vectors and index terms from them.
 *
 * <p>Decision: an unreadable document fails for good, with a reason for its owner; only internal
 * errors are retried.
 *
 * <p>Task type {@code document_operation} indexes many documents again, or deletes them, one by one
 * and not by child tasks: there may be more documents than a task may have children. What is done
 * shows in the rows, so any attempt goes on where the last one ended; after a minute it snoozes, so
 * that a user with many documents does not hold the worker.
 */
package org.waybill.handlers.document;

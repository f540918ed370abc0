package org.waybill.handlers.document;

/**
 * Which document to index.
 *
 * @param versionId the version that takes its place; null for the document as it is
 */
public record DocumentInput(String documentId, String versionId) {}

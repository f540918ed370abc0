package org.waybill.handlers.document;

/** Which document to index. */
public record DocumentInput(String documentId) {}

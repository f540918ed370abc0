package org.waybill.handlers.document;

/** What was indexed. */
public record DocumentOutput(String documentId, int pages, int chunks, int characters) {}

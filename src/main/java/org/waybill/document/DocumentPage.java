package org.waybill.document;

/** What a page of a document says, as it was indexed. */
public record DocumentPage(int number, String text) {}

package org.waybill.document;

/** Whose a document is. */
public record Owner(String tenant, String userId) {}

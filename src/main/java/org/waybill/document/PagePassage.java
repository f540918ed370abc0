package org.waybill.document;

/**
 * A passage of a document, in the order in which it is read.
 *
 * @param heading under which it stands, the outermost first and parted by {@code ›}; or null
 */
public record PagePassage(int page, String heading, String text) {}

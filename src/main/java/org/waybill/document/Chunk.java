package org.waybill.document;

/**
 * A piece of a page, the unit of search.
 *
 * @param page from 1
 * @param vector as {@link PackedVector} packs it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only stored
public record Chunk(int page, String text, byte[] vector) {}

package org.waybill.document;

import java.util.UUID;

/**
 * A document that can be searched.
 *
 * @param revision changes with its chunks
 * @param words of all its chunks
 * @param language as PostgreSQL's text search names it
 */
record IndexedDocument(UUID id, int revision, int chunks, int words, String language) {}

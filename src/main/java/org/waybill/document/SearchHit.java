package org.waybill.document;

import java.util.UUID;

/**
 * A chunk that may fit a question.
 *
 * @param name of its document
 * @param cosine of its vector with the question's
 */
public record SearchHit(
    UUID documentId, int no, String name, int page, String text, float cosine) {}

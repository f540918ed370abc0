package org.waybill.document;

import java.util.List;
import java.util.UUID;

/**
 * A chunk that may fit a question.
 *
 * @param name of its document
 * @param heading under which it stands, or null
 * @param cosine of its vector with the question's
 * @param sentence the cosine of its sentence that is nearest to the question
 * @param words how well its words fit, beside the best chunk's: from 0 to 1
 * @param foreign whether it is in another language than the question
 * @param absent words of the question that are not in it
 */
public record SearchHit(
    UUID documentId,
    int no,
    String name,
    int page,
    String heading,
    String text,
    float cosine,
    float sentence,
    float words,
    boolean foreign,
    List<String> absent) {

  /** What it says, and where. */
  public String inContext() {
    return Chunk.inContext(heading, text);
  }
}

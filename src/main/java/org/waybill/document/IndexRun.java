package org.waybill.document;

import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * One attempt to index a document; the attempt and its task fence every write.
 *
 * @param version that takes the place of what the document is; or null
 */
public record IndexRun(
    Owner owner, UUID documentId, UUID taskId, int attempt, DocumentVersion version) {

  public IndexRun(Owner owner, UUID documentId, UUID taskId, int attempt) {
    this(owner, documentId, taskId, attempt, null);
  }
}

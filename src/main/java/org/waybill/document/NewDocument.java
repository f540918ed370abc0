package org.waybill.document;

import java.util.List;
import java.util.UUID;
import org.waybill.owner.Owner;

/** A document whose file is stored and whose task is about to be accepted. */
public record NewDocument(
    UUID id,
    Owner owner,
    String name,
    String mediaType,
    long bytes,
    String sha256,
    String fileKey,
    UUID taskId,
    List<String> tags) {

  public NewDocument(
      UUID id,
      Owner owner,
      String name,
      String mediaType,
      long bytes,
      String sha256,
      String fileKey,
      UUID taskId) {
    this(id, owner, name, mediaType, bytes, sha256, fileKey, taskId, List.of());
  }
}

package org.waybill.document;

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
    UUID taskId) {}

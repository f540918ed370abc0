package org.waybill.document;

import java.util.UUID;
import org.waybill.owner.Owner;

/** One attempt to index a document; the attempt and its task fence every write. */
public record IndexRun(Owner owner, UUID documentId, UUID taskId, int attempt) {}

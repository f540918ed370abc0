package org.waybill.document;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * Which documents are searched.
 *
 * @param owner whose they are
 * @param documents only these; all if empty
 * @param tags only documents with all of these
 * @param from uploaded at this time or later; or null
 * @param until uploaded before this time; or null
 */
public record SearchScope(
    Owner owner, List<UUID> documents, List<String> tags, Instant from, Instant until) {

  /** So many documents may be named. */
  public static final int MOST_DOCUMENTS = 50;

  /** All of an owner's documents. */
  public static SearchScope of(Owner owner) {
    return new SearchScope(owner, List.of(), List.of(), null, null);
  }

  public static SearchScope of(Owner owner, List<UUID> documents, List<String> tags) {
    return new SearchScope(owner, documents, tags, null, null);
  }
}

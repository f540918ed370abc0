package org.waybill.document;

import java.util.UUID;

/**
 * What came of an upload.
 *
 * @param taskId the task that indexes it
 * @param superfluous the key of a file that no row holds any more; or null
 */
public record Upload(Kind kind, UUID documentId, UUID taskId, String superfluous) {

  /** How the upload relates to what was there. */
  public enum Kind {
    /** A new document; its task is to be submitted. */
    CREATED,
    /** The same file had failed, and gets another task, which is to be submitted. */
    AGAIN,
    /** The same file is there. */
    SAME,
    /** A new version of a document; its task is to be submitted. */
    VERSION
  }

  public boolean needsTask() {
    return kind != Kind.SAME;
  }
}

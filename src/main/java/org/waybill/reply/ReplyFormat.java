package org.waybill.reply;

/** What a reply says of tasks of a type whose callers expect other words than the usual ones. */
public interface ReplyFormat {

  /** The type of the tasks. */
  String type();

  /**
   * The reply.
   *
   * @param status of the ended task
   * @param output JSON text, or null
   * @param error what went wrong, or null
   */
  String text(String status, String output, String error);
}

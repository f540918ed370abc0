package org.waybill.model;

import java.util.List;

/**
 * What a model answered, whole.
 *
 * @param model the name of the configured model that answered
 * @param end why it stopped
 */
public record ModelReply(
    String text, List<RequestedCall> calls, String model, Usage usage, End end) {

  /** Why a model stopped. */
  public enum End {
    /** It has said all. */
    COMPLETE,
    /** It wants tools. */
    CALLS,
    /** Its answer became too long. */
    LENGTH,
    /** Its provider cut it off for what it said. */
    FILTERED
  }
}

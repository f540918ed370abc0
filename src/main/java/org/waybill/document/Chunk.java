package org.waybill.document;

/**
 * A piece of a page, the unit of search.
 *
 * @param page from 1
 * @param heading under which it stands, or null
 * @param vector as {@link PackedVector} packs it
 * @param sentences the vectors of its sentences, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only stored
public record Chunk(int page, String heading, String text, byte[] vector, byte[] sentences) {

  /** What a text says, and where. */
  public static String inContext(String heading, String text) {
    return heading == null ? text : heading + "\n" + text;
  }
}

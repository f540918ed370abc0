package org.waybill.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A picture of a page.
 *
 * @param page from 1
 * @param width in pixels; the picture is narrower if it would have too many pixels
 * @param passage text that is marked on the page; empty for none
 */
public record ImageRequest(int page, int width, String passage) {

  public static final int NARROWEST = 100;
  public static final int WIDEST = 2_000;

  /** In characters; longer than any passage that is indexed. */
  public static final int LONGEST_PASSAGE = 2_000;

  void write(DataOutputStream to) throws IOException {
    to.writeInt(page);
    to.writeInt(width);
    to.writeUTF(passage);
  }

  static ImageRequest read(DataInputStream from) throws IOException {
    return new ImageRequest(from.readInt(), from.readInt(), from.readUTF());
  }
}

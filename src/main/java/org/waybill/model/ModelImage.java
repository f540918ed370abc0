package org.waybill.model;

import java.util.Base64;

/**
 * An image that a model is to look at.
 *
 * @param mediaType such as {@code image/jpeg}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ModelImage(String mediaType, byte[] bytes) {

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  String dataUrl() {
    return "data:" + mediaType + ";base64," + base64();
  }

  /** In characters, as it is sent. */
  int encodedLength() {
    return (bytes.length + 2) / 3 * 4;
  }
}

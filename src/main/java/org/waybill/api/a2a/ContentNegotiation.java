package org.waybill.api.a2a;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Selects the media type of the response: plain JSON, or the protocol's own. */
final class ContentNegotiation {

  static final MediaType A2A = new MediaType("application", "a2a+json");

  private ContentNegotiation() {}

  /** Rejects bodies of other media types; a body without one is accepted. */
  static void requireJson(HttpHeaders headers) {
    MediaType type = headers.getMediaType();
    if (type != null
        && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        && !type.isCompatible(A2A)) {
      throw new A2aProblem(
          A2aError.CONTENT_TYPE_NOT_SUPPORTED,
          HttpHeaders.CONTENT_TYPE
              + " is "
              + type
              + "; allowed: application/json, application/a2a+json",
          HttpHeaders.CONTENT_TYPE);
    }
  }

  /**
   * @param usual the type for callers that accept both
   * @throws NotAcceptableException if the caller accepts neither
   */
  static MediaType choose(HttpHeaders headers, MediaType usual) {
    MediaType other = usual.equals(A2A) ? MediaType.APPLICATION_JSON_TYPE : A2A;
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      for (MediaType offered : List.of(usual, other)) {
        if (accepted.isCompatible(offered)) {
          return offered;
        }
      }
    }
    throw new NotAcceptableException("Responses are application/json or application/a2a+json.");
  }
}

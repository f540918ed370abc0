package org.waybill.api.webhooks;

import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** Reads parameters that several calls of this interface have. */
final class RequestParams {

  private RequestParams() {}

  /** A caller's own, an operator's whole tenant. */
  static Owner whose(Caller caller) {
    return new Owner(caller.tenant(), caller.isOperator() ? null : caller.userId());
  }

  /** An id of the path; what is none is absent. */
  static UUID id(String text, String what) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(what + " " + text);
    }
  }

  /** A body that may be left out. */
  static RequestBody optional(InputStream json) {
    try {
      byte[] bytes = json == null ? new byte[0] : json.readAllBytes();
      return bytes.length == 0
          ? RequestBody.of(JsonValue.EMPTY_JSON_OBJECT, "body")
          : RequestBody.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

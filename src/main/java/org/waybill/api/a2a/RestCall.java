package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.waybill.api.LastEventId;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.security.Caller;

/** A call over HTTP, except for its path. */
public class RestCall {

  private static final Set<String> NUMBERS = Set.of("historyLength", "pageSize");
  private static final Set<String> FLAGS = Set.of("includeArtifacts");

  @Context private SecurityContext security;
  @Context private HttpHeaders headers;
  @Context private UriInfo uri;

  /** Without a version header, it is the older version. */
  ProtocolVersion version() {
    return VersionHeader.asked(headers, uri)
            .filter(v -> v.equals(ProtocolVersion.V1_0.number()))
            .isPresent()
        ? ProtocolVersion.V1_0
        : ProtocolVersion.V0_3_HTTP;
  }

  MediaType type(ProtocolVersion protocolVersion) {
    return ContentNegotiation.choose(
        headers,
        protocolVersion.isLegacy() ? MediaType.APPLICATION_JSON_TYPE : ContentNegotiation.A2A);
  }

  /** The number of the last event that the caller has received. */
  int seen() {
    return LastEventId.of(headers, null);
  }

  CallContext peer(PublicBaseUrl base) {
    return new CallContext(Caller.of(security), version(), base.of(uri));
  }

  /** The members of the body; none if there is none. */
  JsonObject body(InputStream body) {
    ContentNegotiation.requireJson(headers);
    try {
      PushbackInputStream bytes = new PushbackInputStream(body);
      int first = bytes.read();
      if (first < 0) {
        return JsonValue.EMPTY_JSON_OBJECT;
      }
      bytes.unread(first);
      JsonValue json = RpcCall.parse(bytes);
      return RequestBody.of(json, "body").json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The query parameters, as members of a body. */
  JsonObject query() {
    JsonObjectBuilder members = Json.object();
    uri.getQueryParameters()
        .forEach((name, values) -> members.add(name, value(name, values.get(0))));
    return members.build();
  }

  private static JsonValue value(String name, String text) {
    boolean literal =
        (NUMBERS.contains(name) && text.matches("-?\\d{1,9}"))
            || (FLAGS.contains(name) && text.matches("true|false"));
    return Json.read(literal ? text : Json.quote(text));
  }
}

package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.waybill.api.RequestBody;

/** Runs operations for calls over HTTP, and writes the result. */
@ApplicationScoped
class RestOperations {

  @Inject private Operations operations;
  @Inject private PublicBaseUrl base;

  CompletionStage<Response> to(RestCall call, Operation operation, Supplier<JsonObject> params) {
    RestErrors form = new RestErrors(ProtocolVersion.V1_0, MediaType.APPLICATION_JSON_TYPE);
    try {
      ProtocolVersion protocolVersion = call.version();
      form = new RestErrors(protocolVersion, form.type());
      RestErrors known = new RestErrors(protocolVersion, call.type(protocolVersion));
      form = known;
      RequestBody members = RequestBody.of(params.get(), "body");
      return operations
          .run(operation, call.peer(base), members)
          .handle((text, failure) -> failure == null ? known.of(text) : known.of(failure));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(form.of(e));
    }
  }
}

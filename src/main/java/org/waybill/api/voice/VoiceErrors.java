package org.waybill.api.voice;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;
import org.waybill.json.Json;

/** Errors as voice clients know them: {@code {"success":false,"error":…}}, and the problem's. */
final class VoiceErrors {

  private VoiceErrors() {}

  static Response answer(Supplier<String> body) {
    try {
      return Response.ok(body.get()).build();
    } catch (RuntimeException e) {
      return of(e);
    }
  }

  static CompletionStage<Response> later(Supplier<CompletionStage<Response>> call) {
    try {
      return call.get().exceptionally(VoiceErrors::of);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(of(e));
    }
  }

  private static Response of(Throwable error) {
    Problem problem = ProblemMapper.problem(error);
    JsonObject members = problem.toJson();
    JsonObjectBuilder body = Json.object().add("success", false).add("error", problem.detail());
    members.forEach(body::add);
    return Response.fromResponse(ProblemMapper.toResponse(problem))
        .entity(body.build().toString())
        .build();
  }
}

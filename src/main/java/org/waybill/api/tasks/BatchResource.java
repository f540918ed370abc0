package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskJson;
import org.waybill.dispatch.SubmissionService;
import org.waybill.security.Caller;
import org.waybill.task.ListedPayload;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskSummary;

/** {@code POST /api/tasks/batch}: submits several tasks, all or none. */
@Path("/tasks/batch")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {

  private static final int RECEIPT = 512;

  @Inject private BatchRequest requests;
  @Inject private IdempotentCalls repeated;
  @Inject private SubmissionService submissionService;
  @Inject private TaskJson json;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response submit(
      @Context SecurityContext security, @Context HttpHeaders headers, InputStream given) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestBody.read(given);
    Optional<UniquenessKey> key =
        repeated.keyOf(headers, caller.userId(), "POST /api/tasks/batch", body.json());
    if (key.flatMap(once -> repeated.summaryBefore(caller.tenant(), once)).isPresent()) {
      return again(body, caller, key.get());
    }
    BatchRequest.Batch batch = requests.read(body, caller);
    List<ParsedTask> wanted = batch.all();
    for (int i = 0; key.isPresent() && i < wanted.size(); i++) {
      wanted.get(i).builder().once(keyOf(key.get(), i));
    }
    List<Receipt> receipts =
        submissionService.acceptAll(wanted.stream().map(ParsedTask::build).toList());
    boolean existing = receipts.stream().allMatch(receipt -> receipt.existing() != null);
    return answer(receipts, this::write, batch.then() != null, existing);
  }

  /** The first has the key as it was given, so that no other call can use it; each finds itself. */
  private static UniquenessKey keyOf(UniquenessKey first, int index) {
    String key = index == 0 ? first.key() : first.key() + "/" + index;
    return new UniquenessKey(first.kind(), key, first.fingerprint(), first.expiresAt());
  }

  /** Answers a repeated call; its body is the same, so it needs no second check. */
  private Response again(RequestBody body, Caller caller, UniquenessKey key) {
    boolean hasThen = body.value("then") != null;
    int size = body.json().getJsonArray("tasks").size() + (hasThen ? 1 : 0);
    List<TaskSummary> tasks =
        IntStream.range(0, size)
            .mapToObj(i -> repeated.summaryBefore(caller.tenant(), keyOf(key, i)))
            .map(Optional::orElseThrow)
            .toList();
    return answer(tasks, this::write, hasThen, true);
  }

  private void write(StringBuilder out, Receipt receipt) {
    if (receipt.existing() == null) {
      json.write(out, Task.of(receipt));
    } else {
      write(out, repeated.summaryOf(receipt));
    }
  }

  /** What was stored before may have ended, with an output of any size. */
  private void write(StringBuilder out, TaskSummary task) {
    json.write(out, task, ListedPayload.NONE);
  }

  private static <T> Response answer(
      List<T> tasks, BiConsumer<StringBuilder, T> write, boolean hasThen, boolean existing) {
    int items = hasThen ? tasks.size() - 1 : tasks.size();
    StringBuilder out = new StringBuilder(tasks.size() * RECEIPT).append("{\"items\":[");
    for (int i = 0; i < items; i++) {
      out.append(i == 0 ? "" : ",");
      write.accept(out, tasks.get(i));
    }
    out.append(']');
    if (hasThen) {
      write.accept(out.append(",\"then\":"), tasks.get(items));
    }
    Response.ResponseBuilder answer = Response.accepted(out.append('}').toString());
    return existing ? answer.header(IdempotentCalls.EXISTING, "true").build() : answer.build();
  }
}

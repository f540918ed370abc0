package org.waybill.api.documents;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.document.Document;
import org.waybill.document.DocumentOperation;
import org.waybill.document.DocumentOperation.Action;
import org.waybill.document.DocumentStatus;
import org.waybill.document.SelectedDocuments;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.Receipt;
import org.waybill.task.UuidV7;

/** Indexes documents again and deletes many of them, as tasks. */
@Path("documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentOperationsResource {

  private static final Set<String> MEMBERS = Set.of("ids", "all", "tags", "createdTo");

  @Inject private DocumentAccess access;
  @Inject private DocumentTasks tasks;
  @Inject private SelectedDocuments selected;
  @Context private SecurityContext security;

  @POST
  @Path("{id}/reindex")
  public CompletionStage<Response> reindex(@PathParam("id") String id) {
    Document document = access.find(owner(), id);
    if (document.status() == DocumentStatus.QUEUED
        || document.status() == DocumentStatus.PROCESSING) {
      throw Problem.conflict(
          "document_busy", "Task %s is indexing the document.".formatted(document.taskId()));
    }
    UUID task = UuidV7.next();
    String json =
        Json.object()
            .add("documentId", document.id().toString())
            .add("taskId", task.toString())
            .build()
            .toString();
    return tasks
        .submit(owner(), document.id(), task, DocumentTasks.index(document.id(), null), () -> {})
        .thenApply(receipt -> Response.accepted(json).build());
  }

  @POST
  @Path("reindex")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> reindexAll(InputStream body) {
    return submit(Action.REINDEX, body);
  }

  @POST
  @Path("delete")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> deleteAll(InputStream body) {
    return submit(Action.DELETE, body);
  }

  private CompletionStage<Response> submit(Action action, InputStream json) {
    DocumentOperation operation = operation(action, RequestBody.read(json));
    int matches = selected.count(operation);
    return tasks.submit(operation).thenApply(receipt -> accepted(receipt, matches));
  }

  private static Response accepted(Receipt receipt, int matches) {
    String json =
        Json.object()
            .add("taskId", receipt.task().id().toString())
            .add("matches", matches)
            .build()
            .toString();
    return Response.accepted(json).build();
  }

  private DocumentOperation operation(Action action, RequestBody body) {
    body.allowOnly(MEMBERS, "body");
    List<UUID> ids = ids(body.array("ids", DocumentOperation.MOST_IDS));
    List<String> tags = Optional.ofNullable(DocumentFields.tags(body)).orElse(List.of());
    Instant until = body.time("createdTo");
    boolean isLimited = !ids.isEmpty() || !tags.isEmpty() || until != null;
    if (isLimited == body.flag("all", false)) {
      throw RequestBody.wrong(
          "all",
          isLimited ? "is true, but the body names some documents" : "is not true",
          "true, or else ids, tags or createdTo");
    }
    Instant now = selected.now();
    // What comes later is not meant.
    Instant before = until == null || until.isAfter(now) ? now : until;
    return new DocumentOperation(owner(), action, ids, tags, before);
  }

  private static List<UUID> ids(JsonArray given) {
    List<UUID> ids = new ArrayList<>();
    if (given != null) {
      for (JsonValue each : given) {
        String text = each instanceof JsonString id ? id.getString() : String.valueOf(each);
        ids.add(
            FieldText.uuid(text)
                .orElseThrow(
                    () ->
                        RequestBody.wrong(
                            "ids",
                            "contains '" + text + "'",
                            "the ids of at most %d documents"
                                .formatted(DocumentOperation.MOST_IDS))));
      }
    }
    return ids;
  }

  private Owner owner() {
    return Caller.of(security).owner();
  }
}

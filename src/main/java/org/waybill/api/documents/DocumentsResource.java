package org.waybill.api.documents;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.agent.Passage;
import org.waybill.agent.Retrieval;
import org.waybill.api.FieldText;
import org.waybill.api.MultipartPart;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.document.Document;
import org.waybill.document.Documents;
import org.waybill.document.SearchScope;
import org.waybill.document.Upload;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.text.CallerText;

/** Upload, list, search, change and delete one's own documents; another's are not there. */
@Path("documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {

  private static final int MOST_LISTED = 500;
  private static final int MOST_FOUND = 50;

  @Inject private Uploads uploads;
  @Inject private Documents documents;
  @Inject private DocumentAccess access;
  @Inject private Retrieval retrieval;
  @Context private SecurityContext security;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** Takes the part {@code file} of a multipart body; 202 once file and task are durable. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public CompletionStage<Response> upload(@QueryParam("tag") List<String> tags, InputStream body)
      throws IOException {
    List<String> wanted = DocumentFields.tags("tag", tags);
    MultipartPart part = file(body);
    String base = CallerText.withoutEnd(uri.getAbsolutePath().toString(), c -> c == '/');
    return uploads
        .take(owner(), part, wanted)
        .thenApply(upload -> answer(upload, URI.create(base + "/" + upload.documentId())));
  }

  /** A new version; the document stays as it is until that is indexed. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public CompletionStage<Response> replace(@PathParam("id") String id, InputStream body)
      throws IOException {
    Document document = access.find(owner(), id);
    URI self = uri.getAbsolutePath();
    return uploads
        .replace(owner(), document.id(), file(body))
        .thenApply(upload -> answer(upload, self));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String describe(@PathParam("id") String id, InputStream json) {
    RequestBody body = RequestBody.read(json);
    body.allowOnly(DocumentFields.DESCRIPTION, "body");
    return documents
        .describe(
            owner(), DocumentAccess.id(id), DocumentFields.name(body), DocumentFields.tags(body))
        .map(document -> DocumentJson.of(document).toString())
        .orElseThrow(() -> DocumentAccess.missing(id));
  }

  private MultipartPart file(InputStream body) throws IOException {
    refuseIfTooLarge(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    return MultipartPart.find("file", headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
  }

  private void refuseIfTooLarge(String length) {
    if (length != null
        && length.matches("\\d{1,18}")
        && Long.parseLong(length) > uploads.limit() + MultipartPart.ENVELOPE) {
      throw uploads.tooLarge();
    }
  }

  private static Response answer(Upload upload, URI location) {
    var json =
        Json.object()
            .add("documentId", upload.documentId().toString())
            .add("taskId", upload.taskId().toString());
    if (!upload.needsTask()) {
      json.add("existing", true);
    }
    return Response.status(upload.needsTask() ? 202 : 200)
        .entity(json.build().toString())
        .location(location)
        .build();
  }

  @GET
  public String list(
      @QueryParam("tag") List<String> tags,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    int size = number("limit", limit, MOST_LISTED);
    UUID before =
        cursor == null
            ? null
            : id(
                cursor,
                () ->
                    Problem.badRequest(
                        "cursor",
                        "cursor is not valid; allowed: a nextCursor returned by this list."));
    List<Document> found =
        documents.list(owner(), DocumentFields.tags("tag", tags), before, size + 1);
    List<Document> page = found.subList(0, Math.min(size, found.size()));
    var items = Json.array();
    page.forEach(document -> items.add(DocumentJson.of(document)));
    var json = Json.object().add("items", items);
    if (found.size() > size) {
      json.add("nextCursor", page.get(size - 1).id().toString());
    } else {
      json.addNull("nextCursor");
    }
    return json.build().toString();
  }

  @GET
  @Path("search")
  public String search(
      @QueryParam("q") String question,
      @QueryParam("documentId") List<String> ids,
      @QueryParam("tag") List<String> tags,
      @QueryParam("createdFrom") String from,
      @QueryParam("createdTo") String to,
      @QueryParam("limit") @DefaultValue("10") String limit) {
    if (question == null || question.isBlank()) {
      throw Problem.badRequest("q", "q is missing or blank; allowed: the text to search for.");
    }
    SearchScope scope =
        new SearchScope(
            owner(),
            named(ids),
            DocumentFields.tags("tag", tags),
            FieldText.time("createdFrom", from),
            FieldText.time("createdTo", to));
    var items = Json.array();
    found(scope, question, number("limit", limit, MOST_FOUND))
        .forEach(passage -> items.add(DocumentJson.of(passage)));
    return Json.object().add("items", items).build().toString();
  }

  private static List<UUID> named(List<String> ids) {
    String allowed =
        "the ids of up to %d documents, each as a parameter of its own"
            .formatted(SearchScope.MOST_DOCUMENTS);
    if (ids.size() > SearchScope.MOST_DOCUMENTS) {
      throw RequestBody.wrong("documentId", "is given " + ids.size() + " times", allowed);
    }
    return ids.stream()
        .map(each -> id(each, () -> RequestBody.wrong("documentId", "is '" + each + "'", allowed)))
        .toList();
  }

  private List<Passage> found(SearchScope scope, String question, int limit) {
    try {
      return retrieval.related(scope, question, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The search was interrupted.", 1);
    }
  }

  @GET
  @Path("{id}")
  public String get(@PathParam("id") String id) {
    return DocumentJson.of(access.find(owner(), id)).toString();
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    List<String> files = documents.remove(owner(), DocumentAccess.id(id));
    if (files.isEmpty()) {
      throw DocumentAccess.missing(id);
    }
    files.forEach(uploads::deleteFile);
  }

  private Owner owner() {
    Caller caller = Caller.of(security);
    return caller.owner();
  }

  private static UUID id(String text, java.util.function.Supplier<Problem> problem) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw problem.get();
    }
  }

  private static int number(String field, String text, int most) {
    if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > most) {
      throw Problem.badRequest(field, field + " must be a number from 1 to " + most + ".");
    }
    return Integer.parseInt(text);
  }
}

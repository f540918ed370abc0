package org.waybill.api.documents;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.document.Document;
import org.waybill.document.DocumentFormat;
import org.waybill.document.DocumentPage;
import org.waybill.document.WholeDocuments;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.reading.ImageRequest;
import org.waybill.reading.PageImages;
import org.waybill.reading.UnreadableDocument;
import org.waybill.security.Caller;

/** The pages of a document, as text and as pictures. */
@Path("documents/{id}/pages/{page}")
@RequestScoped
public class PagesResource {

  private static final int USUAL_WIDTH = 1_000;
  private static final int COME_BACK_SECONDS = 2;

  @Inject private DocumentAccess access;
  @Inject private WholeDocuments whole;
  @Inject private FileStore files;
  @Inject private PageImages images;
  @Context private SecurityContext security;
  @Context private Request request;

  @PathParam("id")
  private String id;

  @PathParam("page")
  private String page;

  /** What the page says, as it was indexed. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String text() {
    Document document = access.find(owner(), id);
    int number = number(document);
    DocumentPage found =
        whole.pages(document.id(), number, number, 1).stream()
            .findFirst()
            .orElse(DocumentPage.asRead(number, ""));
    var json =
        Json.object()
            .add("documentId", document.id().toString())
            .add("name", document.name())
            .add("page", number)
            .add("pages", document.pages())
            .add("headings", Json.array(found.headings()))
            .add("text", found.text());
    if (hasImages(document)) {
      json.add("imageUrl", "/api/documents/%s/pages/%d/image".formatted(document.id(), number));
    }
    return json.build().toString();
  }

  /** The page as PNG, with the passage marked. */
  @GET
  @Path("image")
  @Produces({"image/png", MediaType.APPLICATION_JSON})
  public Response image(@QueryParam("passage") String passage, @QueryParam("width") String width)
      throws InterruptedException {
    Document document = access.find(owner(), id);
    ImageRequest wanted = new ImageRequest(number(document), width(width), passage(passage));
    if (!hasImages(document)) {
      throw Problem.notFound(
          "image of page %s: only pages of PDFs have images, and this document is %s"
              .formatted(
                  page,
                  DocumentFormat.ofMediaType(document.mediaType())
                      .map(DocumentFormat::shownAs)
                      .orElse(document.mediaType())));
    }
    EntityTag tag = tag(document, wanted);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(draw(document, wanted), "image/png") : unchanged;
    return answer
        .tag(tag)
        .cacheControl(cacheControl())
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private byte[] draw(Document document, ImageRequest wanted) throws InterruptedException {
    try {
      return images.png(owner(), files.path(document.fileKey()), wanted);
    } catch (PageImages.Busy e) {
      throw e.isOfUser()
          ? Problem.tooMany("You have too many page images under way.", COME_BACK_SECONDS)
          : Problem.unavailable("Too many page images are being drawn.", COME_BACK_SECONDS);
    } catch (UnreadableDocument e) {
      throw Problem.unprocessable("page", "The page has no image: " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw Problem.gone("The document's file no longer exists.");
    }
  }

  /** The same picture as long as the file is the same: it need not be drawn again. */
  private static EntityTag tag(Document document, ImageRequest wanted) {
    String all =
        String.join(
            "\n",
            document.sha256(),
            String.valueOf(wanted.page()),
            String.valueOf(wanted.width()),
            wanted.passage());
    return new EntityTag(UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** Browsers keep it and ask each time: a document can be deleted, or get a new version. */
  private static CacheControl cacheControl() {
    CacheControl control = new CacheControl();
    control.setPrivate(true);
    control.setNoCache(true);
    return control;
  }

  private static boolean hasImages(Document document) {
    return document.mediaType().equals(DocumentFormat.PDF.mediaType());
  }

  private int number(Document document) {
    if (document.pages() == null) {
      throw Problem.conflict(
          "document_not_indexed",
          "The pages of document %s are not known yet; it is %s."
              .formatted(document.id(), document.status().label()));
    }
    if (!page.matches("[1-9]\\d{0,8}")) {
      throw RequestBody.wrong(
          "page", "is '" + page + "'", "a number from 1 to " + document.pages());
    }
    int number = Integer.parseInt(page);
    if (number > document.pages()) {
      throw Problem.notFound(
          "page %d of document %s, which has %d".formatted(number, id, document.pages()));
    }
    return number;
  }

  private static int width(String text) {
    if (text == null) {
      return USUAL_WIDTH;
    }
    int width = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (width < ImageRequest.NARROWEST || width > ImageRequest.WIDEST) {
      throw RequestBody.wrong(
          "width",
          "is '" + text + "'",
          "a number from %d to %d".formatted(ImageRequest.NARROWEST, ImageRequest.WIDEST));
    }
    return width;
  }

  private static String passage(String text) {
    if (text != null && text.length() > ImageRequest.LONGEST_PASSAGE) {
      throw RequestBody.wrong(
          "passage",
          "has " + text.length() + " characters",
          "text of the page, of at most %d characters".formatted(ImageRequest.LONGEST_PASSAGE));
    }
    return text == null ? "" : text;
  }

  private Owner owner() {
    return Caller.of(security).owner();
  }
}

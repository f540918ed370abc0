package org.waybill.api;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** Refuses bodies that are too large before they are parsed; uploads have a limit of their own. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class BodyLimit implements ContainerRequestFilter {

  /** Their clients expect errors in the format of their protocol. */
  private static final Set<String> PROTOCOLS = Set.of("a2a", "mcp");

  /** Where recordings are uploaded. */
  static final String JOBS = "pipeline/jobs";

  /** The most bytes of a camera's frame. */
  static final int FRAME = 10 * 1_024 * 1_024;

  @Inject private Settings settings;

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (!request.hasEntity() || isUpload(type, path)) {
      return;
    }
    int limit = isFrame(type, path) ? FRAME : settings.get(KnownSettings.INPUT_LIMIT);
    if (request.getLength() > limit) {
      if (PROTOCOLS.stream().noneMatch(path::contains)) {
        throw tooLarge(limit);
      }
      // They reject while they read.
      request.setEntityStream(new Refused(limit));
    }
    if (request.getLength() < 0) {
      request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }
  }

  /** A picture of a camera. */
  static boolean isFrame(String type, String path) {
    return type != null
        && type.regionMatches(true, 0, "image/", 0, 6)
        && path.contains("cameras/")
        && path.endsWith("/frames");
  }

  /**
   * A document, or a new version of one ({@code documents} stands before its id), or a job's file.
   */
  static boolean isUpload(String type, String path) {
    if (type == null || !type.regionMatches(true, 0, "multipart/", 0, 10)) {
      return false;
    }
    int last = path.lastIndexOf('/');
    return path.endsWith(JOBS)
        || path.endsWith("documents")
        || last > 0 && path.startsWith("documents", last - 9);
  }

  private static Problem tooLarge(int limit) {
    return Problem.tooLarge("body is too large; allowed: " + limit + " bytes");
  }

  private static final class Refused extends InputStream {
    private final int limit;

    Refused(int limit) {
      this.limit = limit;
    }

    @Override
    public int read() {
      throw tooLarge(limit);
    }
  }

  private static final class Limited extends FilterInputStream {
    private final int limit;
    private int count;

    Limited(InputStream in, int limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int more) {
      count += more;
      if (count > limit) {
        throw tooLarge(limit);
      }
    }
  }
}

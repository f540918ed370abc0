package org.waybill.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the console: its page at the root, its modules, and the library they import. */
@WebServlet(urlPatterns = {"", "/index.html", "/console/*", ConsolePages.LIBRARY + "*"})
public class ConsolePages extends HttpServlet {

  static final String LIBRARY = "/_static/";

  private static final long serialVersionUID = 1L;
  private static final String PAGE = "/index.html";

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private final transient Map<String, StaticFile> files = new ConcurrentHashMap<>();
  private transient ContentPolicy policy;

  @Override
  public void init() throws ServletException {
    StaticFile page = file(PAGE);
    if (page == null) {
      throw new ServletException(PAGE + " is missing");
    }
    policy = ContentPolicy.of(new String(page.plain(), StandardCharsets.UTF_8));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = path(request);
    HEADERS.forEach(response::setHeader);
    response.setHeader("Content-Security-Policy", policy.header(request.getHeader("Host")));
    StaticFile file = file(path);
    if (file == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    // The library's paths carry its version; everything else is asked for again, and rarely sent.
    boolean versioned = path.startsWith(LIBRARY);
    response.setHeader(
        "Cache-Control", versioned ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("ETag", file.tag());
    response.setHeader("Vary", "Accept-Encoding");
    if (mentions(request, "If-None-Match", file.tag())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    send(file, mentions(request, "Accept-Encoding", "gzip"), response);
  }

  private static void send(StaticFile file, boolean zipped, HttpServletResponse response)
      throws IOException {
    byte[] body = zipped ? file.gzip() : file.plain();
    if (zipped) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(file.type());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    return path.isEmpty() || path.equals("/") ? PAGE : path;
  }

  private static boolean mentions(HttpServletRequest request, String header, String value) {
    String given = request.getHeader(header);
    return given != null && given.contains(value);
  }

  /** The file, or null if there is none of this name that is served. */
  private StaticFile file(String path) {
    return path.contains("..") ? null : files.computeIfAbsent(path, this::read);
  }

  private StaticFile read(String path) {
    return StaticFile.typeOf(path).map(type -> read(path, type)).orElse(null);
  }

  private StaticFile read(String path, String type) {
    try (InputStream in = getServletContext().getResourceAsStream(path)) {
      return in == null ? null : StaticFile.of(type, in.readAllBytes());
    } catch (IOException e) {
      log("cannot read " + path, e);
      return null;
    }
  }
}

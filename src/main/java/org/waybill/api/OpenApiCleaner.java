package org.waybill.api;

import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.waybill.json.Json;

/**
 * The description of the API as the specification allows it: one server adds a member of its own at
 * the root, which programs that generate clients refuse.
 */
final class OpenApiCleaner {

  /** Where it is, as the written description has it; servers put their own port there. */
  private static final String HERE = "{\"url\":\"/\",\"description\":\"This server\"}";

  private OpenApiCleaner() {}

  static void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Kept kept = new Kept(response);
    HttpServletRequest asked = YamlRequest.of(request);
    chain.doFilter(asked, kept);
    String text = kept.text();
    boolean ok = kept.getStatus() == HttpServletResponse.SC_OK;
    if (ok && asked instanceof YamlRequest && !text.startsWith("{")) {
      response.setContentType(YamlRequest.MEDIA_TYPE);
    }
    String served = ok ? valid(text) : text;
    byte[] bytes = served.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Of JSON or YAML. */
  static String valid(String text) {
    return text.startsWith("{") ? validJson(text) : validYaml(text);
  }

  private static String validJson(String text) {
    JsonObject all = Json.read(text).asJsonObject();
    var valid = Json.object();
    all.forEach(
        (name, value) -> {
          if (!name.equals("endpoints") && !name.equals("servers")) {
            valid.add(name, value);
          }
        });
    return valid.add("servers", Json.array().add(Json.read(HERE))).build().toString();
  }

  /** A member of the root begins at the left edge, and goes on as long as nothing else does. */
  private static String validYaml(String text) {
    StringBuilder valid = new StringBuilder(text.length());
    boolean dropped = false;
    for (String line : text.split("\n", -1)) {
      boolean begins = !line.isEmpty() && line.charAt(0) > ' ' && !line.startsWith("- ");
      if (begins) {
        dropped = line.startsWith("endpoints:") || line.startsWith("servers:");
      }
      if (!dropped) {
        valid.append(line).append('\n');
      }
    }
    return valid.append("servers:\n- ").append(HERE).append('\n').toString();
  }

  /** Buffers what is written, and its declared length. */
  private static final class Kept extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private PrintWriter writer;

    Kept(HttpServletResponse response) {
      super(response);
    }

    String text() {
      if (writer != null) {
        writer.flush();
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public PrintWriter getWriter() {
      if (writer == null) {
        writer = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      }
      return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public void write(int value) {
          bytes.write(value);
        }

        @Override
        public void write(byte[] piece, int offset, int length) {
          bytes.write(piece, offset, length);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new IllegalStateException("the response is written synchronously");
        }
      };
    }

    @Override
    public void setContentLength(int length) {
      // Another one will be.
    }

    @Override
    public void setContentLengthLong(long length) {
      // Another one will be.
    }

    @Override
    public void flushBuffer() {
      // Only when it is whole.
    }
  }
}

package org.waybill.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.waybill.document.DocumentFormat;
import org.waybill.text.Growth;

class MultipartGrowthTest {

  private static final String HEAD =
      "--b\r\nContent-Disposition: form-data; name=file; filename=\"";

  @Test
  void aBodyTakesLinearTime() throws Exception {
    Growth.isLinear(body -> read(body, "multipart/form-data; boundary=b"));
    Growth.isLinear("--b\r\n", body -> read(body, "multipart/form-data; boundary=b"));
    Growth.isLinear(HEAD, body -> read(body, "multipart/form-data; boundary=b"));
    Growth.isLinear(HEAD + "\"\r\n\r\n", body -> read(body, "multipart/form-data; boundary=b"));
  }

  @Test
  void headersTakeLinearTime() throws Exception {
    Growth.isLinear("form-data; name=\"", PartHeaders::parameters);
    Growth.isLinear("form-data; ", PartHeaders::parameters);
    Growth.isLinear("a: ", text -> PartHeaders.value(text, "content-type"));
    Growth.isLinear("UTF-8''", PartHeaders::decoded);
    Growth.isLinear(PartHeaders::firstWord);
    Growth.isLinear(DocumentFormat::ofName);
  }

  private static void read(String body, String type) throws IOException {
    try {
      MultipartPart part =
          MultipartPart.find("file", type, new ByteArrayInputStream(body.getBytes(UTF_8)));
      part.content().transferTo(OutputStream.nullOutputStream());
    } catch (Problem | IOException e) {
      // Most are no bodies: what counts is how long it takes to see that.
      return;
    }
  }
}

package org.waybill.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartPartTest {

  private static final String TYPE = "multipart/form-data; boundary=xyz";

  @Test
  void findsThePartAmongOthers() throws IOException {
    String body =
        """
        --xyz
        Content-Disposition: form-data; name="note"

        hello
        --xyz
        Content-Disposition: form-data; name="file"; filename="Grüße \\"1\\".pdf"
        Content-Type: Application/PDF; x=y

        content
        --xyz--
        """;

    MultipartPart part = find(body.replace("\n", "\r\n"));

    assertThat(part.fileName()).isEqualTo("Grüße \"1\".pdf");
    assertThat(part.type()).isEqualTo("application/pdf");
    assertThat(part.content()).hasBinaryContent("content".getBytes(UTF_8));
  }

  @Test
  void skipsAPreambleAndReadsAnEmptyPart() throws IOException {
    var part =
        find(
            "ignore me\r\n--xyz \t\r\nContent-Disposition: form-data; name=file\r\n\r\n\r\n--xyz--");

    assertThat(part.content()).hasBinaryContent(new byte[0]);
    assertThat(part.fileName()).isEmpty();
    assertThat(part.type()).isEmpty();
  }

  @Test
  void keepsContentThatLooksAlmostLikeABoundary() throws IOException {
    String tricky = "\r\n--xy\r\n\r\r\n--xyy--\r\n-\r\n--x";

    assertThat(find(file(tricky)).content()).hasBinaryContent(tricky.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096, 65_535, 65_536, 65_537, 200_000})
  void readsAnyContentInAnyPieces(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    byte[] head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".getBytes(UTF_8);
    byte[] body = Arrays.copyOf(head, head.length + size + 11);
    System.arraycopy(content, 0, body, head.length, size);
    System.arraycopy("\r\n--xyz--\r\n".getBytes(UTF_8), 0, body, head.length + size, 11);

    assertThat(MultipartPart.find("file", TYPE, drop(body)).content()).hasBinaryContent(content);
  }

  @Test
  void noticesABodyThatIsCutOff() throws IOException {
    String whole = file("content");
    InputStream content = find(whole.substring(0, whole.length() - 12)).content();

    assertThatThrownBy(content::readAllBytes).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "--xyz--",
        "--xyz\r\n",
        "--xyz\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--xyz--",
        "--xyzzy\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--xyzzy--",
      })
  void refusesBodiesWithoutThePart(String body) {
    assertThatThrownBy(() -> find(body))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(400));
  }

  @Test
  void refusesHeadersWithoutEndAndARequestWithoutBoundary() {
    assertThatThrownBy(() -> find("--xyz\r\n" + "x".repeat(100_000))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> MultipartPart.find("file", "multipart/form-data", drop(new byte[0])))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> MultipartPart.find("file", null, drop(new byte[0])))
        .isInstanceOf(Problem.class);
  }

  private static String file(String content) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
        + content
        + "\r\n--xyz--\r\n";
  }

  private static MultipartPart find(String body) throws IOException {
    return MultipartPart.find("file", TYPE, drop(body.getBytes(UTF_8)));
  }

  /** A stream that gives a few bytes at a time, as networks do. */
  private static InputStream drop(byte[] bytes) {
    assertThat(new String(bytes, ISO_8859_1)).hasSize(bytes.length);
    return new ByteArrayInputStream(bytes) {
      private int turn;

      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        turn++;
        return super.read(target, offset, Math.min(length, turn % 3 == 0 ? 1 : 997));
      }
    };
  }
}

package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Streams of pictures, as cameras write them. */
class MixedReplaceTest {

  private static final byte[] FIRST = Pictures.jpeg(Pictures.drawn(1), 0.8f);
  private static final byte[] SECOND = Pictures.jpeg(Pictures.drawn(2), 0.8f);
  private static final String TYPE = "multipart/x-mixed-replace; boundary=frame";

  /** Whoever reads on waits for the next picture. */
  private static final InputStream NEXT_COMES_LATER =
      new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("read on behind the first picture");
        }
      };

  private static byte[] stream(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      out.writeBytes(
          part instanceof byte[] bytes
              ? bytes
              : part.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] first(String type, byte[] stream) throws IOException {
    return MixedReplace.of(type).orElseThrow().firstPart(new ByteArrayInputStream(stream));
  }

  @Test
  void otherTypesAreNoStreams() throws IOException {
    assertThat(MixedReplace.of("image/jpeg")).isEmpty();
    assertThat(MixedReplace.of("")).isEmpty();
    assertThat(MixedReplace.of("Multipart/X-Mixed-Replace; boundary=x")).isPresent();
  }

  @Test
  void aPictureWithItsLengthIsReadWithoutWaitingForTheNext() throws IOException {
    byte[] head = stream("--frame\nContent-Length: " + FIRST.length + "\n\n", FIRST);
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(head), NEXT_COMES_LATER);
    assertThat(MixedReplace.of(TYPE).orElseThrow().firstPart(in)).isEqualTo(FIRST);
  }

  @Test
  void aPictureWithoutALengthEndsAtTheNextBoundaryOrWithTheStream() throws IOException {
    String head = "--frame\nContent-Type: image/jpeg\n\n";
    assertThat(first(TYPE, stream(head, FIRST, "\n" + head, SECOND))).isEqualTo(FIRST);
    assertThat(first(TYPE, stream(head, FIRST))).isEqualTo(FIRST);
    assertThat(first(TYPE, stream(head, FIRST, "\n--frame--\n"))).isEqualTo(FIRST);
  }

  @Test
  void aWrongLengthIsNotBelieved() throws IOException {
    for (String length :
        new String[] {
          "10", "" + (FIRST.length - 1), "" + (FIRST.length + 999), "-1", "99999999999", "x", "0"
        }) {
      String head = "--frame\ncontent-length: " + length + "\n\n";
      assertThat(first(TYPE, stream(head, FIRST, "\n" + head, SECOND))).as(length).isEqualTo(FIRST);
    }
  }

  @Test
  void boundariesComeInQuotesAndWithTheirDashes() throws IOException {
    for (String boundary : new String[] {"\"frame\"", "--frame", "\"--frame\"", "frame; x=y"}) {
      String type = "multipart/x-mixed-replace; Boundary=" + boundary;
      assertThat(first(type, stream("--frame\n\n", FIRST, "\n--frame\n\n", SECOND)))
          .as(boundary)
          .isEqualTo(FIRST);
    }
    assertThat(first(TYPE, stream("frame\n\n", FIRST, "\nframe\n\n", SECOND)))
        .as("no dashes at all")
        .isEqualTo(FIRST);
  }

  @Test
  void whatComesBeforeTheFirstBoundaryIsSkipped() throws IOException {
    assertThat(first(TYPE, stream("\n\nHello --frame\n", "--frame \n\n", FIRST))).isEqualTo(FIRST);
    byte[] loose = "--frame\nX: y\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(first(TYPE, stream(loose, FIRST, "\n--frame\n"))).as("bare LF").isEqualTo(FIRST);
  }

  @Test
  void aStreamWithoutAPictureEndsSomewhere() {
    assertThatThrownBy(() -> MixedReplace.of("multipart/x-mixed-replace"))
        .hasMessageContaining("names no boundary");
    assertThatThrownBy(() -> first(TYPE, stream("nothing\n")))
        .hasMessageContaining("ended before its first picture");
    assertThatThrownBy(() -> first(TYPE, stream("--other\n".repeat(100_000))))
        .hasMessageContaining("no part with its boundary");
    assertThatThrownBy(
            () -> first(TYPE, stream("--frame\n\n", new byte[FrameHeader.MOST_BYTES + 1])))
        .hasMessageContaining("more than 10 MB");
  }
}

package org.waybill.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SignatureTest {

  private final S3Signature signature =
      new S3Signature(
          "us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  /** The examples of Amazon's documentation. */
  @Test
  void requestsAreSignedAsAmazonSignsThem() {
    assertThat(
            signature.headers(
                "PUT",
                URI.create("https://examplebucket.s3.amazonaws.com/test%24file.text"),
                Map.of(
                    "date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2013-05-24T00:00:00Z")))
        .doesNotContainKey("host")
        .hasEntrySatisfying(
            "Authorization",
            header ->
                assertThat(header)
                    .endsWith(
                        "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
  }

  @Test
  void addressesAreSignedAsAmazonSignsThem() {
    URI signed =
        signature.presigned(
            URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
            Instant.parse("2013-05-24T00:00:00Z"),
            Duration.ofSeconds(86_400));

    assertThat(signed.getQuery())
        .endsWith(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void theSecretKeyIsNotShown() {
    assertThat(signature).hasToString("S3Signature[us-east-1, AKIAIOSFODNN7EXAMPLE]");
  }

  @Test
  void namesAreEncodedAsRfc3986Says() {
    assertThat(DriveConnection.below(URI.create("http://a.example/b"), "a b/ü+*~"))
        .hasToString("http://a.example/b/a%20b/%C3%BC%2B%2A~");
  }
}

package org.waybill.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class S3SignatureTest {

  private final S3Signature signature =
      new S3Signature(
          "us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  /** The example of Amazon's documentation. */
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

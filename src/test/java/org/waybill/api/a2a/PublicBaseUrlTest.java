package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waybill.config.A2aSettings;

class PublicBaseUrlTest {

  @Test
  void whatIsSetCountsWithoutASlashAtItsEnd() {
    Optional<String> set = A2aSettings.PUBLIC_URL.read(name -> "https://waybill.example.com/");
    assertThat(PublicBaseUrl.of(set, URI.create("http://10.0.0.1:8080/api/")))
        .isEqualTo("https://waybill.example.com");
  }

  @Test
  void otherwiseItIsWhereTheRequestCame() {
    assertThat(PublicBaseUrl.of(Optional.empty(), URI.create("http://10.0.0.1:8080/api/")))
        .isEqualTo("http://10.0.0.1:8080");
    assertThat(PublicBaseUrl.of(Optional.empty(), URI.create("http://10.0.0.1/wb/api")))
        .isEqualTo("http://10.0.0.1/wb");
  }
}

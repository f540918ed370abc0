package org.waybill.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  @TempDir private Path folder;

  private static Providers providers(String setting) {
    return AccountWorld.node(setting, AccountWorld.keys("one")).get(Providers.class);
  }

  @Test
  void theyAreReadFromAFile() throws IOException {
    Path file = folder.resolve("providers.json");
    Files.writeString(
        file,
        """
        [{"name":"github","label":"GitHub","kind":"api_key","baseUrl":"https://api.github.com/"},
         {"name":"work-mail","kind":"smtp","host":"smtp.example.com"}]
        """);
    Providers providers = providers(file.toString());
    assertThat(providers.all()).extracting(Provider::name).containsExactly("github", "work-mail");
    assertThat(providers.find("github").orElseThrow().baseUrl())
        .hasToString("https://api.github.com");
    assertThat(providers.find("work-mail").orElseThrow().mailServer().port()).isEqualTo(587);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"kind\":\"api_key\"}]|[0].name is missing",
        "[{\"name\":\"A\",\"kind\":\"api_key\"}]|[0].name is not allowed",
        "[{\"name\":\"a\",\"kind\":\"oauth\"}]|[0].kind is unknown",
        "[{\"name\":\"a\",\"kind\":\"oauth2\"}]|[0].authorizationEndpoint is missing",
        "[{\"name\":\"a\",\"kind\":\"api_key\",\"baseUrl\":\"ftp://x\"}]|[0].baseUrl is no http",
        "[{\"name\":\"a\",\"kind\":\"api_key\",\"clientsecret\":\"s3cret\"}]|clientsecret is unknown",
        "[{\"name\":\"a\",\"kind\":\"api_key\"},{\"name\":\"a\",\"kind\":\"smtp\",\"host\":\"h\"}]|two providers",
        "[\"s3cret\"]|[0] is no object",
        "[s3cret]|no JSON array",
      })
  void aWrongConfigurationIsNamedAndNotShown(String setting, String message) {
    assertThatThrownBy(() -> providers(setting).check())
        .isInstanceOf(InvalidProviders.class)
        .hasMessageContaining("WAYBILL_ACCOUNT_PROVIDERS")
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void noneIsUsual() {
    assertThat(providers("").all()).isEmpty();
  }

  @Test
  void aClientSecretIsNotShown() throws IOException {
    try (ScriptedProvider server = new ScriptedProvider("t")) {
      Providers providers = providers(server.configuration("example"));
      assertThat(providers.all().toString()).doesNotContain(server.clientSecret());
    }
  }
}

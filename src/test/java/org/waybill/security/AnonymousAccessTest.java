package org.waybill.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.config.AccessSettings;
import org.waybill.config.InvalidSetting;
import org.waybill.config.Settings;

class AnonymousAccessTest {

  private static final String NAMED = "https://app.example.com";

  private static AnonymousAccess with(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new AnonymousAccess(new Settings(map::get));
  }

  private final AnonymousAccess open =
      with("waybill.anonymous", "acme/guest", "waybill.cors.origins", NAMED);

  @Test
  void nobodyIsLetInUnlessTheSettingsSaySo() {
    assertThat(with().caller(null, "localhost:8080", null)).isEmpty();
  }

  @Test
  void whoIsLetInIsAnOrdinaryUserOfTheTenant() {
    assertThat(open.caller(null, "10.1.2.3:8080", null))
        .contains(new Caller("acme", "guest", CallerRole.USER));
  }

  @Test
  void aBrowserIsBelievedFromNamedOriginsAndFromThisMachinesOwnPages() {
    assertThat(open.caller(NAMED, "waybill.example.com", "cross-site")).isPresent();
    assertThat(open.caller("http://localhost:8080", "localhost:8080", "same-origin")).isPresent();
    assertThat(open.caller("http://[::1]:8080", "[::1]:8080", null)).isPresent();
    assertThat(open.caller(null, "127.0.0.1:8080", "same-origin")).isPresent();
  }

  @Test
  void aBrowserIsNotBelievedFromAnywhereElse() {
    assertThat(open.caller("https://evil.example", "localhost:8080", "cross-site")).isEmpty();
    assertThat(open.caller("http://localhost:9090", "localhost:8080", "same-site")).isEmpty();
    assertThat(open.caller("null", "localhost:8080", null)).isEmpty();
    assertThat(open.caller(NAMED + ".evil.example", "localhost:8080", null)).isEmpty();
  }

  @Test
  void aNameOfAnAttackerThatLeadsHereIsNotTheServersOwn() {
    assertThat(open.caller("http://evil.example:8080", "evil.example:8080", null)).isEmpty();
    assertThat(open.caller(null, "evil.example:8080", "same-origin")).isEmpty();
    assertThat(open.caller(null, "not a host", "same-origin")).isEmpty();
  }

  @Test
  void aSettingThatNamesNobodyOrNoOriginIsRefused() {
    for (String wrong : new String[] {"guest", "/guest", "acme/", "a/b/c", "a b/c"}) {
      Settings settings = new Settings(Map.of("waybill.anonymous", wrong)::get);
      assertThatThrownBy(() -> settings.get(AccessSettings.ANONYMOUS))
          .as(wrong)
          .isInstanceOf(InvalidSetting.class);
    }
    for (String wrong : new String[] {"*", "app.example.com", "https://a.example/", "null"}) {
      Settings settings = new Settings(Map.of("waybill.cors.origins", wrong)::get);
      assertThatThrownBy(() -> settings.get(AccessSettings.CORS_ORIGINS))
          .as(wrong)
          .isInstanceOf(InvalidSetting.class);
    }
  }
}

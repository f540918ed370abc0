package org.waybill.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.InvalidSetting;
import org.waybill.config.OutboundSettings;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;

class EgressPolicyTest {

  private static Settings allowing(String what) {
    return new Settings(Map.of("waybill.outbound.allow", what)::get);
  }

  private static SafeHttpClient outbound(String allowed) {
    return new SafeHttpClient(allowing(allowed), new Ticker());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost:8080/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://172.31.255.255/",
        "http://192.168.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fc00::1]/",
        "http://[fe80::1]/",
        "http://[ff02::1]/"
      })
  void whatIsNotPublicIsRefused(String uri) {
    assertThatThrownBy(() -> outbound("").check("callbackUrl", uri))
        .isInstanceOf(RefusedAddress.class)
        .hasMessageStartingWith("callbackUrl names the host '")
        .hasMessageContaining("is not public or cannot be resolved; allowed: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://8.8.8.8/",
        "https://1.1.1.1:8443/hook?a=b",
        "http://172.32.0.1/",
        "http://100.128.0.1/",
        "http://[2606:4700::1111]/"
      })
  void whatIsPublicIsAllowed(String uri) {
    assertThat(outbound("").check("url", uri)).hasToString(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://8.8.8.8/          | not an http or https URL",
        "/hook                   | not an http or https URL",
        "http://a:b@8.8.8.8/     | contains user information",
        "http:///hook            | has no host",
        "http://2130706433/      | which is not public",
        "http://0x7f000001/      | is not public or cannot be resolved",
        "http://8.8.8.8:25/      | uses port 25",
        "http://8.8.8.8:0/       | uses port 0",
        "http://8.8.8.8:70000/   | uses port 70000",
        "http://a b/             | which is not a valid URL",
        "http://no.such.invalid/ | is not public or cannot be resolved"
      })
  void whatIsNoAddressIsRefused(String uri, String reason) {
    assertThatThrownBy(() -> outbound("").check("url", uri))
        .isInstanceOfSatisfying(
            RefusedAddress.class, refused -> assertThat(refused.field()).isEqualTo("url"))
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,http://127.0.0.1:9/",
    "127.0.0.1:9,http://127.0.0.1:9/",
    "LocalHost,http://localhost/",
    "'10.0.0.0/8, 127.0.0.0/8',http://127.1.2.3/",
    "fd00::/8,http://[fd12::1]/",
    "[::1]:8080,http://[::1]:8080/"
  })
  void operatorsAllowHostsPortsAndNetworks(String allowed, String uri) {
    if (uri.endsWith(":9/") && !allowed.endsWith(":9")) {
      assertThatThrownBy(() -> outbound("").check("url", uri)).isInstanceOf(RefusedAddress.class);
    }
    assertThat(outbound(allowed).check("url", uri)).hasToString(uri);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9000,http://127.0.0.1:9001/",
    "localhost,http://127.0.0.1/",
    "10.0.0.0/8,http://11.0.0.0.invalid/",
    "10.0.0.0/9,http://10.128.0.1/"
  })
  void andNothingBeside(String allowed, String uri) {
    assertThatThrownBy(() -> outbound(allowed).check("url", uri))
        .isInstanceOf(RefusedAddress.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "host/8", "a b", "me@host"})
  void aListThatIsNoneStopsTheStart(String allowed) {
    assertThatThrownBy(() -> allowing(allowed).get(OutboundSettings.ALLOW))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("WAYBILL_OUTBOUND_ALLOW")
        .hasMessageContaining("networks such as 10.1.0.0/16");
  }

  @Test
  void aPathInAnyAlphabetIsSentEncoded() {
    assertThat(outbound("").check("url", "http://8.8.8.8/grüße"))
        .hasToString("http://8.8.8.8/gr%C3%BC%C3%9Fe");
  }
}

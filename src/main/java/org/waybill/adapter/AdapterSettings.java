package org.waybill.adapter;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the adapter needs to know of the process's settings. Read by name, not through {@code
 * org.waybill.config}: whatever class stands in a resource adapter is seen by every application of
 * the server, before its own.
 */
record AdapterSettings(UnaryOperator<String> lookup) {

  static AdapterSettings ofProcess() {
    return new AdapterSettings(
        name -> {
          String property = System.getProperty(name);
          return property != null ? property : System.getenv(environmentName(name));
        });
  }

  Optional<String> brokerUrl() {
    return text("waybill.broker.url");
  }

  String brokerUser() {
    return text("waybill.broker.user").orElse("waybill");
  }

  Optional<String> brokerPassword() {
    return text("waybill.broker.password");
  }

  int brokerPort() {
    return text("waybill.broker.port").map(Integer::valueOf).orElse(15_616);
  }

  Optional<Integer> amqpPort() {
    return text("waybill.amqp.port").map(Integer::valueOf);
  }

  Optional<Integer> stompPort() {
    return text("waybill.stomp.port").map(Integer::valueOf);
  }

  String data() {
    return text("waybill.data").orElse("data");
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(lookup.apply(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static String environmentName(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}

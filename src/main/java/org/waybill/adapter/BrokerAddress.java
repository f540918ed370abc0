package org.waybill.adapter;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;

/**
 * Where the broker is, in the adapter's own spelling.
 *
 * @param connectors class names, one per broker, separated by commas
 * @param parameters {@code key=value;key=value} for each of them, separated by commas
 */
record BrokerAddress(String connectors, String parameters, boolean ha, boolean remote) {

  static BrokerAddress sameProcess() {
    return new BrokerAddress(
        InVMConnectorFactory.class.getName(), "serverId=" + EmbeddedBroker.ID, false, false);
  }

  /** Reads {@code tcp://host:port?…} or {@code (tcp://a:1,tcp://b:2)?ha=true}. */
  static BrokerAddress of(String url) throws Exception {
    try (var locator = ActiveMQClient.createServerLocator(url)) {
      TransportConfiguration[] brokers = locator.getStaticTransportConfigurations();
      return new BrokerAddress(
          joined(brokers, TransportConfiguration::getFactoryClassName),
          joined(brokers, broker -> parameters(broker.getCombinedParams())),
          locator.isHA(),
          true);
    }
  }

  private static String joined(
      TransportConfiguration[] brokers, Function<TransportConfiguration, String> part) {
    return Arrays.stream(brokers).map(part).collect(Collectors.joining(","));
  }

  private static String parameters(Map<String, Object> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .sorted()
        .collect(Collectors.joining(";"));
  }
}

package org.waybill.config;

import java.util.Optional;

/** The broker, and tasks that come by it; listed with all {@link KnownSettings}. */
public final class JmsSettings {

  public static final Setting<Optional<String>> BROKER_URL =
      Setting.optional(
          "waybill.broker.url",
          "Artemis URL, such as tcp://host:61616; unset: the embedded broker.");
  public static final Setting<String> BROKER_USER =
      Setting.text("waybill.broker.user", "waybill", "Broker user.");
  public static final Setting<Optional<String>> BROKER_PASSWORD =
      Setting.optional(
          "waybill.broker.password", "Broker password; unset: the one stored in the data folder.");
  public static final Setting<Integer> BROKER_PORT =
      Setting.number(
          "waybill.broker.port", 15_616, 1, 65_535, "Loopback port of the embedded broker.");

  public static final Setting<Optional<Integer>> AMQP_PORT =
      Setting.optionalPort(
          "waybill.amqp.port",
          "Loopback port of the embedded broker for AMQP 1.0; unset: AMQP is off.");
  public static final Setting<Optional<Integer>> STOMP_PORT =
      Setting.optionalPort(
          "waybill.stomp.port",
          "Loopback port of the embedded broker for STOMP; unset: STOMP is off.");
  public static final Setting<String> INGRESS_TENANT =
      Setting.owner(
          "waybill.ingress.tenant",
          "default",
          "Tenant of tasks submitted by JMS (queue `waybill.submit`).");
  public static final Setting<String> INGRESS_USER =
      Setting.owner("waybill.ingress.user", "jms", "User of tasks submitted by JMS.");
  public static final Setting<Boolean> INGRESS_BROKER_USER =
      Setting.flag(
          "waybill.ingress.broker-user",
          false,
          "Use the broker user that sent the message instead. Only for brokers with"
              + " `populate-validated-user`; otherwise senders can choose any name.");
  public static final Setting<String> REPLY_DESTINATIONS =
      Setting.text(
          "waybill.reply.destinations",
          "waybill.reply.*, temporary",
          "Allowed reply destinations of JMS requests: names, where * matches any characters, and"
              + " `temporary` for temporary queues created by a client.");

  private JmsSettings() {}
}

package org.waybill.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an AMQP sender may legally send is either convertible for receivers, or refused. */
class UnreadableMessageFilterTest {

  private static final UUID ID = new UUID(1, 2);
  private static final Date TIME = new Date(1_700_000_000_000L);

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("string", new AmqpValue("{}"), true),
        arguments("null", new AmqpValue(null), true),
        arguments("data", new Data(new Binary(new byte[] {'{', '}'})), true),
        arguments("empty data", new Data(new Binary(new byte[0])), true),
        arguments("binary value", new AmqpValue(new Binary(new byte[] {1})), true),
        arguments("int", new AmqpValue(1), true),
        arguments("ulong", new AmqpValue(UnsignedLong.valueOf(1)), true),
        arguments("double", new AmqpValue(1.5), true),
        arguments("boolean", new AmqpValue(true), true),
        arguments("uuid", new AmqpValue(ID), true),
        arguments("timestamp", new AmqpValue(TIME), true),
        arguments("flat map", new AmqpValue(Map.of("a", 1, "b", "text")), true),
        arguments("flat list", new AmqpValue(List.of(1, "text")), true),
        arguments("sequence", new AmqpSequence(List.of(1, "text")), true),
        arguments("nested map", new AmqpValue(Map.of("a", Map.of("b", 1))), false),
        arguments("map with list", new AmqpValue(Map.of("a", List.of(1, 2))), false),
        arguments("map with uuid", new AmqpValue(Map.of("a", ID)), false),
        arguments("map with timestamp", new AmqpValue(Map.of("a", TIME)), false),
        arguments("list with list", new AmqpValue(List.of(List.of(1))), false),
        arguments("list with map", new AmqpValue(List.of(Map.of("a", 1))), false),
        arguments("sequence with list", new AmqpSequence(List.of(List.of(1))), false));
  }

  static Stream<Arguments> properties() {
    return Stream.of(
        arguments("text", "x", true),
        arguments("long", 1L, true),
        arguments("unsigned", UnsignedInteger.valueOf(1), true),
        arguments("symbol", Symbol.valueOf("x"), true),
        arguments("null", null, true),
        arguments("uuid", ID, false),
        arguments("timestamp", TIME, false),
        arguments("list", List.of(1), false),
        arguments("map", Map.of("a", 1), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void bodiesAreReadableOrRefused(String shape, Section body, boolean readable) {
    assertReadable(message(body, Map.of(), null), readable);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("properties")
  void propertiesAreReadableOrRefused(String shape, Object value, boolean readable) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("p", value);
    assertReadable(message(new AmqpValue("{}"), properties, null), readable);
  }

  @Test
  void aFooterIsRefused() {
    for (Object value : new Object[] {ID, "text", 1}) {
      Footer footer = new Footer(Map.of(Symbol.valueOf("f"), value));
      assertThat(UnreadableMessageFilter.fault(message(new AmqpValue("{}"), Map.of(), footer)))
          .as("footer of " + value)
          .contains("footer");
    }
  }

  @Test
  void whatIsDeeplyNestedIsRefusedToo() {
    Object value = 1;
    for (int depth = 0; depth < 100; depth++) {
      value = List.of(value);
    }
    assertReadable(message(new AmqpValue(value), Map.of(), null), false);
  }

  @Test
  void aMessageOfTheBrokersOwnProtocolMustBeReadableToo() {
    assertThat(UnreadableMessageFilter.fault(core(Message.TEXT_TYPE, "waybill.submit"))).isNull();
    CoreMessage garbage = core(Message.TEXT_TYPE, "waybill.submit");
    garbage.getBodyBuffer().resetWriterIndex();
    garbage.getBodyBuffer().writeByte((byte) 1);
    garbage.getBodyBuffer().writeInt(1_000_000);
    assertThat(UnreadableMessageFilter.fault(garbage)).contains("cannot be read");
    assertThat(UnreadableMessageFilter.fault(core((byte) 99, "waybill.submit")))
        .contains("its type is 99");
    CoreMessage typed = core(Message.TEXT_TYPE, "waybill.submit");
    typed.putBytesProperty("JMSType", new byte[] {1});
    assertThat(UnreadableMessageFilter.fault(typed)).contains("JMSType is not text");
    CoreMessage reply = core(Message.TEXT_TYPE, "waybill.submit");
    reply.putBytesProperty("JMSReplyTo", new byte[] {1});
    assertThat(UnreadableMessageFilter.fault(reply)).contains("JMSReplyTo is not text");
    CoreMessage urgent = core(Message.TEXT_TYPE, "elsewhere");
    urgent.setPriority((byte) 77);
    assertThat(UnreadableMessageFilter.fault(urgent)).contains("priority is 77; allowed: 0 to 9");
  }

  private static CoreMessage core(byte type, String address) {
    CoreMessage message = new CoreMessage(1, 100);
    message.setType(type);
    message.setAddress(address);
    message.getBodyBuffer().writeNullableSimpleString(null);
    return message;
  }

  private static void assertReadable(AMQPStandardMessage message, boolean readable) {
    String fault = UnreadableMessageFilter.fault(message);
    if (readable) {
      assertThat(fault).isNull();
    } else {
      assertThat(fault)
          .contains("cannot be read")
          .contains("allowed")
          .doesNotContain("class ", "java.", "org.");
    }
  }

  private static AMQPStandardMessage message(
      Section body, Map<String, Object> properties, Footer footer) {
    org.apache.qpid.proton.message.Message message =
        org.apache.qpid.proton.message.Message.Factory.create();
    message.setBody(body);
    message.setApplicationProperties(new ApplicationProperties(properties));
    message.setMessageAnnotations(new MessageAnnotations(Map.of()));
    message.setFooter(footer);
    byte[] bytes = new byte[64 * 1024];
    int length = message.encode(bytes, 0, bytes.length);
    AMQPStandardMessage encoded =
        new AMQPStandardMessage(0, Arrays.copyOf(bytes, length), null, null);
    encoded.setAddress("waybill.submit");
    return encoded;
  }
}

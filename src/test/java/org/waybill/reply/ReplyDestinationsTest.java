package org.waybill.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.Settings;
import org.waybill.messaging.ReplyTo;
import org.waybill.messaging.ReplyTo.Kind;
import org.waybill.text.Growth;
import org.waybill.world.Beans;

class ReplyDestinationsTest {

  private static boolean allows(String patterns, ReplyTo to) {
    Map<String, String> set =
        patterns == null ? Map.of() : Map.of("waybill.reply.destinations", patterns);
    return new Beans(Map.of())
        .with(Settings.class, new Settings(set::get))
        .get(ReplyDestinations.class)
        .allow(to);
  }

  private static ReplyTo queue(String name) {
    return new ReplyTo(Kind.QUEUE, name);
  }

  @Test
  void unlessSaidOtherwiseRepliesGoToReplyQueuesAndToClientsOwn() {
    assertThat(allows(null, queue("waybill.reply.orders"))).isTrue();
    assertThat(allows(null, new ReplyTo(Kind.TOPIC, "waybill.reply.all"))).isTrue();
    assertThat(allows(null, queue("3c6ef59b-d9dc-484c-8514-1f8690bad61e"))).isTrue();
    assertThat(allows(null, queue("payroll"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat_tasks",
        "diagnostics",
        "waybill.submit",
        "waybill.control",
        "DLQ",
        "activemq.management",
        "$sys.mqtt",
        "jms.queue.chat_tasks",
        "waybill.reply.x::chat_tasks"
      })
  void noPatternOpensOurOwnQueues(String name) {
    assertThat(allows("*", queue(name))).isFalse();
  }

  @Test
  void aStarStandsForAnyCharactersAndNothingElseIsSpecial() {
    assertThat(allows("a.*.z", queue("a.b.c.z"))).isTrue();
    assertThat(allows("a.*.z", queue("a.b.c.zz"))).isFalse();
    assertThat(allows("a.b", queue("aXb"))).isFalse();
    assertThat(allows("x , a.b", queue("a.b"))).isTrue();
  }

  @Test
  void clientsOwnQueuesMayBeForbidden() {
    assertThat(allows("waybill.reply.*", queue("3c6ef59b-d9dc-484c-8514-1f8690bad61e"))).isFalse();
  }

  @Test
  void manyStarsTakeLinearTime() throws Exception {
    Growth.isLinear(name -> allows("a*[*(*a.*7*x*please*y", queue(name)));
  }
}

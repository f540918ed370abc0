package org.waybill.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.messaging.ReplyTo;
import org.waybill.messaging.ReplyTo.Kind;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.NewTask;
import org.waybill.type.KnownTypes;

/** Replies as rows, on a real database. */
class ReplyStoreTest {

  private static final ReplyTo THERE = new ReplyTo(Kind.QUEUE, "waybill.reply.there");

  private World world;
  private ReplyStore replyStore;

  @BeforeEach
  void begin() {
    world = new World(TestDatabase.source(), Map.of());
    Sql.update(world.rows(), "truncate task, reply");
    replyStore = world.bean(ReplyStore.class);
  }

  private UUID acceptedTask() {
    NewTask task = world.task(KnownTypes.DIAGNOSTIC, "t", "u").build();
    world.accept(task);
    return task.id();
  }

  @Test
  void aReplyIsDueWhenItsTaskHasEnded() {
    UUID task = acceptedTask();
    replyStore.expect(task, THERE, "c");
    assertThat(replyStore.take()).isEmpty();
    world.complete(world.start());
    List<Reply> due = replyStore.take();
    assertThat(due).hasSize(1);
    assertThat(due.get(0).json())
        .isEqualTo(
            "{\"taskId\":\"%s\",\"status\":\"completed\",\"correlationId\":\"c\",\"output\":1}"
                .formatted(task));
  }

  @Test
  void aLargeOutputIsPartOfItsReply() {
    replyStore.expect(acceptedTask(), THERE, "c");
    String large = "\"" + "x".repeat(100_000) + "\"";
    AttemptResult result = AttemptResult.completed(world.start().get(0), large, null);
    world.bean(AttemptCompleter.class).settle(List.of(result));
    assertThat(replyStore.take()).extracting(Reply::json).allMatch(json -> json.contains(large));
  }

  @Test
  void whatOneNodeHasTakenNoOtherTakes() {
    replyStore.expect(acceptedTask(), THERE, "c");
    world.complete(world.start());
    assertThat(replyStore.take()).hasSize(1);
    assertThat(replyStore.take()).isEmpty();
  }

  @Test
  void whoeverDiesBeforeItIsSentLeavesItToTheNext() {
    replyStore.expect(acceptedTask(), THERE, "c");
    world.complete(world.start());
    List<Reply> taken = replyStore.take();
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replyStore.take()).isEqualTo(taken);
    replyStore.sent(taken.get(0));
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replyStore.take()).isEmpty();
  }

  @Test
  void aRequestThatIsDeliveredTwiceGetsOneReply() {
    UUID task = acceptedTask();
    replyStore.expect(task, THERE, null);
    replyStore.expect(task, THERE, null);
    replyStore.expect(task, new ReplyTo(Kind.QUEUE, "waybill.reply.elsewhere"), null);
    world.complete(world.start());
    assertThat(replyStore.take(List.of(task))).hasSize(2);
  }

  @Test
  void aRefusedReplyIsGivenUpAfterTenTries() {
    replyStore.answer(UUID.randomUUID(), THERE, "c", "{}");
    Reply reply = replyStore.take().get(0);
    for (int i = 1; i < 10; i++) {
      assertThat(replyStore.putOff(reply, "no such queue")).isFalse();
    }
    assertThat(replyStore.putOff(reply, "no such queue")).isTrue();
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replyStore.take()).isEmpty();
  }

  @Test
  void aWishForATaskThatWasNeverAcceptedIsClearedInTheEnd() {
    replyStore.expect(UUID.randomUUID(), THERE, "c");
    replyStore.expect(acceptedTask(), THERE, "c");
    Sql.update(world.rows(), "update reply set created_at = now() - interval '2 hours'");
    replyStore.clear();
    assertThat(Sql.query(world.rows(), row -> row.getInt(1), "select count(*) from reply"))
        .containsExactly(1);
  }
}

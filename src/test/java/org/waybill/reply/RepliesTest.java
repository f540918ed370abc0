package org.waybill.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.queue.ReplyTo;
import org.waybill.queue.ReplyTo.Kind;
import org.waybill.release.World;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.type.KnownTypes;

/** Replies as rows, on a real database. */
class RepliesTest {

  private static final ReplyTo THERE = new ReplyTo(Kind.QUEUE, "waybill.reply.there");

  private World world;
  private Replies replies;

  @BeforeEach
  void begin() {
    world = new World(TestDatabase.source(), Map.of());
    Sql.update(world.rows(), "truncate task, reply");
    replies = world.bean(Replies.class);
  }

  private UUID acceptedTask() {
    NewTask task = world.task(KnownTypes.DIAGNOSTIC, "t", "u").build();
    world.accept(task);
    return task.id();
  }

  @Test
  void aReplyIsDueWhenItsTaskHasEnded() {
    UUID task = acceptedTask();
    replies.expect(task, THERE, "c");
    assertThat(replies.take()).isEmpty();
    world.complete(world.start());
    List<Reply> due = replies.take();
    assertThat(due).hasSize(1);
    assertThat(due.get(0).json())
        .isEqualTo(
            "{\"taskId\":\"%s\",\"status\":\"completed\",\"correlationId\":\"c\",\"output\":1}"
                .formatted(task));
  }

  @Test
  void whatOneNodeHasTakenNoOtherTakes() {
    replies.expect(acceptedTask(), THERE, "c");
    world.complete(world.start());
    assertThat(replies.take()).hasSize(1);
    assertThat(replies.take()).isEmpty();
  }

  @Test
  void whoeverDiesBeforeItIsSentLeavesItToTheNext() {
    replies.expect(acceptedTask(), THERE, "c");
    world.complete(world.start());
    List<Reply> taken = replies.take();
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replies.take()).isEqualTo(taken);
    replies.sent(taken.get(0));
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replies.take()).isEmpty();
  }

  @Test
  void aRequestThatIsDeliveredTwiceGetsOneReply() {
    UUID task = acceptedTask();
    replies.expect(task, THERE, null);
    replies.expect(task, THERE, null);
    replies.expect(task, new ReplyTo(Kind.QUEUE, "waybill.reply.elsewhere"), null);
    world.complete(world.start());
    assertThat(replies.take(List.of(task))).hasSize(2);
  }

  @Test
  void aRefusedReplyIsGivenUpAfterTenTries() {
    replies.answer(UUID.randomUUID(), THERE, "c", "{}");
    Reply reply = replies.take().get(0);
    for (int i = 1; i < 10; i++) {
      assertThat(replies.putOff(reply, "no such queue")).isFalse();
    }
    assertThat(replies.putOff(reply, "no such queue")).isTrue();
    Sql.update(world.rows(), "update reply set next_try_at = now() - interval '1 second'");
    assertThat(replies.take()).isEmpty();
  }

  @Test
  void aWishForATaskThatWasNeverAcceptedIsClearedInTheEnd() {
    replies.expect(UUID.randomUUID(), THERE, "c");
    replies.expect(acceptedTask(), THERE, "c");
    Sql.update(world.rows(), "update reply set created_at = now() - interval '2 hours'");
    replies.clear();
    assertThat(Sql.query(world.rows(), row -> row.getInt(1), "select count(*) from reply"))
        .containsExactly(1);
  }
}

package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.approval.Approval;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.approval.ApprovalRequest;
import org.waybill.approval.ApprovalState;
import org.waybill.approval.Approvals;
import org.waybill.approval.Decision;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.sql.Sql;

/** What a person has to agree to, on real rows. */
class ApprovalTest {

  private OnlyTask task;
  private Approvals approvals;

  @BeforeEach
  void aTaskThatWaits() {
    task = new OnlyTask("c1");
    approvals = task.world().bean(Approvals.class);
  }

  private static ApprovalRequest call(String id, String to) {
    return new ApprovalRequest(
        id, "mail", Json.object().add("to", to).build(), "Send a mail to " + to);
  }

  /** Waits for all of these; done with their states once nothing is open. */
  private void attempt(ApprovalRequest... calls) {
    task.attempt(context -> go(context, List.of(calls)));
  }

  private Outcome<Object> go(TaskContext context, List<ApprovalRequest> calls) {
    List<Approval> all = approvals.of(context, calls);
    List<Approval> open = all.stream().filter(each -> each.state() == ApprovalState.OPEN).toList();
    if (!open.isEmpty()) {
      return Outcome.needsInput(new ApprovalNeeded(open, approvals.time()).question());
    }
    List<String> states = new ArrayList<>();
    for (Approval each : all) {
      boolean begins = each.state() == ApprovalState.APPROVED && approvals.begin(each);
      states.add(each.callId() + (begins ? " begins" : " " + each.state().label()));
    }
    return Outcome.done(Json.array(states).build());
  }

  private List<Approval> open() {
    List<Approval> open = new ArrayList<>(approvals.list("acme", "ann", null, true, 100));
    open.sort((one, other) -> one.callId().compareTo(other.callId()));
    return open;
  }

  private Decision decision(Approval approval, boolean approves) {
    return new Decision(approval.id(), "ann", approves, approval.digest(), null, false, null);
  }

  private boolean decide(Approval approval, boolean approves) {
    return approvals.decide(decision(approval, approves));
  }

  private void expire() {
    Sql.update(task.world().rows(), "update approval set expires_at = now()");
  }

  private ApprovalState state(UUID id) {
    return approvals.find(id).orElseThrow().state();
  }

  @Test
  void theTaskWaitsUntilAPersonApproves() {
    attempt(call("1", "bob"));
    assertThat(task.status()).isEqualTo("input_required");
    Approval asked = open().get(0);
    assertThat(asked.text()).isEqualTo("Send a mail to bob");
    assertThat(asked.chatId()).isEqualTo("c1");
    assertThat(decide(asked, true)).isTrue();
    assertThat(task.status()).isEqualTo("queued");
    attempt(call("1", "bob"));
    assertThat(task.output()).isEqualTo("[\"1 begins\"]");
  }

  @Test
  void noAnswerApprovesAnything() {
    attempt(call("1", "bob"));
    assertThat(task.answer("approve")).isFalse();
    assertThat(task.status()).isEqualTo("input_required");
    assertThat(state(open().get(0).id())).isEqualTo(ApprovalState.OPEN);
  }

  @Test
  void severalAreDecidedOneByOneInAnyOrder() {
    ApprovalRequest[] calls = {call("1", "bob"), call("2", "bob"), call("3", "eve")};
    attempt(calls);
    List<Approval> asked = open();
    assertThat(asked).extracting(Approval::id).doesNotHaveDuplicates();
    decide(asked.get(2), true);
    decide(asked.get(0), false);
    assertThat(task.status()).isEqualTo("input_required");
    decide(asked.get(1), true);
    assertThat(task.status()).isEqualTo("queued");
    attempt(calls);
    assertThat(task.output()).isEqualTo("[\"1 refused\",\"2 begins\",\"3 begins\"]");
  }

  /** The last of them lets the task go on, whichever that is. */
  @Test
  void decisionsAtTheSameTimeDoNotOverlookEachOther() throws Exception {
    ApprovalRequest[] calls =
        Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
            .map(id -> call(id, "bob"))
            .toArray(ApprovalRequest[]::new);
    attempt(calls);
    List<Boolean> counted = atOnce(open().stream().map(each -> decision(each, true)).toList());
    assertThat(counted).hasSize(8).doesNotContain(false);
    assertThat(task.status()).isEqualTo("queued");
  }

  @Test
  void ofFiftyDecisionsAtTheSameTimeOneCounts() throws Exception {
    attempt(call("1", "bob"));
    Approval asked = open().get(0);
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      decisions.add(decision(asked, i % 2 == 0));
    }
    assertThat(atOnce(decisions)).containsOnlyOnce(true);
  }

  private List<Boolean> atOnce(List<Decision> decisions) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(decisions.size());
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (Decision each : decisions) {
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  return approvals.decide(each);
                }));
      }
      start.countDown();
      List<Boolean> counted = new ArrayList<>();
      for (Future<Boolean> each : results) {
        counted.add(each.get());
      }
      return counted;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void theDigestIsThatOfTheCallWhateverTheOrderOfItsMembers() {
    JsonValue one = Json.read("{\"a\":1,\"b\":{\"c\":2,\"d\":[3]}}");
    JsonValue other = Json.read("{\"b\":{\"d\":[3],\"c\":2},\"a\":1}");
    attempt(
        new ApprovalRequest("1", "http", one.asJsonObject(), "x"),
        new ApprovalRequest("2", "http", other.asJsonObject(), "x"),
        new ApprovalRequest("3", "mail", one.asJsonObject(), "x"));
    List<Approval> asked = open();
    assertThat(asked.get(0).digest()).isEqualTo(asked.get(1).digest());
    assertThat(asked.get(0).digest()).isNotEqualTo(asked.get(2).digest());
  }

  @Test
  void aDecisionAboutAnotherCallDoesNotCount() {
    attempt(call("1", "bob"), call("2", "eve"));
    Approval first = open().get(0);
    Decision stale =
        new Decision(first.id(), "ann", true, open().get(1).digest(), null, false, null);
    assertThat(approvals.decide(stale)).isFalse();
    assertThat(state(first.id())).isEqualTo(ApprovalState.OPEN);
  }

  @Test
  void whatIsDecidedTooLateDoesNotCount() {
    attempt(call("1", "bob"));
    Approval asked = open().get(0);
    expire();
    assertThat(decide(asked, true)).isFalse();
    assertThat(state(asked.id())).isEqualTo(ApprovalState.EXPIRED);
    assertThat(open()).isEmpty();
  }

  @Test
  void whatWasApprovedAndBeginsTooLateDoesNotBegin() {
    attempt(call("1", "bob"));
    decide(open().get(0), true);
    expire();
    attempt(call("1", "bob"));
    assertThat(task.output()).isEqualTo("[\"1 expired\"]");
  }

  @Test
  void whatHasBegunDoesNotExpire() {
    attempt(call("1", "bob"));
    decide(open().get(0), true);
    task.attempt(
        context -> {
          go(context, List.of(call("1", "bob")));
          return Outcome.retry("crashed", null);
        });
    expire();
    attempt(call("1", "bob"));
    assertThat(task.output()).isEqualTo("[\"1 begins\"]");
  }

  @Test
  void argumentsCanBeChangedByWhoApproves() {
    attempt(call("1", "bob"));
    Approval asked = open().get(0);
    approvals.decide(
        new Decision(
            asked.id(), "ann", true, asked.digest(), "{\"to\":\"eve\"}", false, "not Bob"));
    Approval decided = approvals.find(asked.id()).orElseThrow();
    assertThat(decided.arguments()).isEqualTo("{\"to\":\"eve\"}");
    assertThat(decided.reason()).isEqualTo("not Bob");
  }

  @Test
  void oneForTheChatHoldsForThisToolOnly() {
    attempt(call("1", "bob"));
    Approval asked = open().get(0);
    approvals.decide(new Decision(asked.id(), "ann", true, asked.digest(), null, true, null));
    task.attempt(
        context -> {
          assertThat(approvals.isApprovedAhead(context, "mail")).isTrue();
          assertThat(approvals.isApprovedAhead(context, "http")).isFalse();
          return Outcome.done(null);
        });
    assertThat(task.status()).isEqualTo("completed");
  }
}

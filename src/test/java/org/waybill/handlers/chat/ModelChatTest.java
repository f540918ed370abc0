package org.waybill.handlers.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.agent.TestAgents;
import org.waybill.agent.loop.ChatHistory;
import org.waybill.config.Settings;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

class ModelChatTest {

  private final DataSource source = TestDatabase.source();
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");
  private final RecordedContext context = new RecordedContext(owner, UuidV7.next(), 1);
  private ScriptedModel model;

  @AfterEach
  void stop() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void streamsTheModelsAnswer() throws Exception {
    var outcome = (Outcome.Done<ChatOutput>) ask(ScriptedModel.says("Good ", "morning, ", "Ada."));

    assertThat(context.partials()).containsExactly("Good ", "morning, ", "Ada.");
    assertThat(outcome.output().answer()).isEqualTo("Good morning, Ada.");
    assertThat(outcome.output().agent()).isEqualTo("test-model");
    assertThat(model.keys()).containsExactly("Bearer secret");
  }

  @Test
  void sendsTheChatAsItWentBeforeThisMessage() throws Exception {
    say("user", "My name is Ada.", UuidV7.next());
    say("assistant", "Hello Ada.", UuidV7.next());
    say("user", "Who am I?", context.taskId());
    say("user", "This came later.", UuidV7.next());

    ask(ScriptedModel.says("Ada."));

    var request = Json.read(model.requests().get(0)).asJsonObject();
    assertThat(request.getBoolean("stream")).isTrue();
    assertThat(request.getJsonArray("messages"))
        .extracting(m -> m.asJsonObject().getString("content"))
        .element(0)
        .asString()
        .contains("No matching passage");
    assertThat(request.getJsonArray("messages").stream().skip(1))
        .extracting(m -> m.asJsonObject().getString("content"))
        .containsExactly("My name is Ada.", "Hello Ada.", "Who am I?");
  }

  @Test
  void comesBackWhenABusyModelSays() throws Exception {
    var outcome = (Outcome.Retry<ChatOutput>) ask(ScriptedModel.fails(429, "7"));

    assertThat(outcome.after()).isEqualTo(Duration.ofSeconds(7));
    assertThat(((Outcome.Retry<ChatOutput>) ask(ScriptedModel.fails(429, null))).after()).isNull();
  }

  @Test
  void givesUpWhereTheModelRefuses() throws Exception {
    assertThat(ask(ScriptedModel.fails(401, null))).isInstanceOf(Outcome.GiveUp.class);
    assertThat(ask(ScriptedModel.fails(400, null))).isInstanceOf(Outcome.GiveUp.class);
  }

  @Test
  void leavesFailuresToTheCore() throws Exception {
    broken(ScriptedModel.fails(503, null), "503");
    broken(ScriptedModel.breaksOff(), "Could not reach");
    broken(ScriptedModel.fallsSilent(), "sent nothing");
    model.close();
    assertThatThrownBy(this::askAgain).isInstanceOf(ModelFailure.Broken.class);
  }

  @Test
  void stopsWhenCancelledAndHangsUp() throws Exception {
    CompletableFuture<Outcome<ChatOutput>> answer = new CompletableFuture<>();
    Thread worker = worker(ScriptedModel.drones(10), answer);
    await().until(() -> context.partials().size() > 3);

    context.cancel();

    assertThat(answer.handle((o, e) -> e).get(1, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
    assertThat(model.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
    worker.join();
  }

  @Test
  void stopsOnAnInterruptBetweenSlowPieces() throws Exception {
    CompletableFuture<Outcome<ChatOutput>> answer = new CompletableFuture<>();
    Thread worker = worker(ScriptedModel.drones(30_000), answer);
    await().until(() -> context.partials().size() == 1);

    worker.interrupt();

    assertThat(answer.handle((o, e) -> e).get(1, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void wantsAMessageOfReasonableSize() throws Exception {
    model = new ScriptedModel(ScriptedModel.says("x"));

    assertThat(handler().run(new ChatInput("c", null, " ", null, null), context))
        .isInstanceOf(Outcome.GiveUp.class);
    assertThat(handler().run(new ChatInput("c", null, "x".repeat(100_001), null, null), context))
        .isInstanceOf(Outcome.GiveUp.class);
    assertThat(model.requests()).isEmpty();
  }

  private void broken(ScriptedModel.Script script, String reason) {
    assertThatThrownBy(() -> ask(script))
        .isInstanceOf(ModelFailure.Broken.class)
        .hasMessageContaining(reason);
  }

  private Thread worker(
      ScriptedModel.Script script, CompletableFuture<Outcome<ChatOutput>> answer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(ask(script));
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    return thread;
  }

  private Outcome<ChatOutput> ask(ScriptedModel.Script script) throws Exception {
    stop();
    model = new ScriptedModel(script);
    return askAgain();
  }

  private Outcome<ChatOutput> askAgain() throws Exception {
    return handler().run(new ChatInput("c1", null, "Who am I?", null, null), context);
  }

  private ChatHandler handler() throws IOException {
    Map<String, String> set =
        Map.of(
            "waybill.llm.url", model.url(),
            "waybill.llm.model", "test-model",
            "waybill.llm.key", "secret",
            "waybill.llm.max-silence", "2s");
    return new ChatHandler(
        TestAgents.agent(source, new Settings(set::get)),
        new ChatHistory(source),
        new AnswerCitations(source));
  }

  private void say(String role, String text, UUID taskId) {
    Sql.update(
        source,
        """
        insert into message (id, tenant, user_id, chat_id, role, status, task_id, content)
        values (?, ?, ?, 'c1', ?, 'completed', ?, ?)
        """,
        UuidV7.next(),
        owner.tenant(),
        owner.userId(),
        role,
        taskId,
        text);
  }
}

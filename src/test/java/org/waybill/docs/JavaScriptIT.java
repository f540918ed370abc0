package org.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.console.Chromium;
import org.waybill.running.Receiver;
import org.waybill.running.RunningServer;

/**
 * Runs each {@code js} block of the documentation in a browser on the server's own page, with what
 * its reader is to bring along, and looks whether it does what the page says.
 */
class JavaScriptIT {

  private static final String TRACK =
      "WEBVTT\n\n00:00.000 --> 00:02.000\nThe press is oiled weekly.";

  /** What every block may use. */
  private static final String ALWAYS =
      """
      const logged = [];
      const console = { log: (...said) => logged.push(said) };
      const until = async (isSo) => {
        for (const end = Date.now() + 30000; Date.now() < end;) {
          const so = await isSo();
          if (so) return so;
          await new Promise((wait) => setTimeout(wait, 50));
        }
        throw new Error(`not within 30 s: ${isSo}; logged: ${JSON.stringify(logged)}`);
      };
      const call = async (method, path, body) => (await fetch(path, {
        method, headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      })).json();
      const diagnostic = async (input) => (await call('POST', '/api/tasks', { type: 'diagnostic', input })).id;
      """;

  private static final String A_TASK = "const id = await diagnostic({ steps: 3 }), lastSeq = 0;";

  /** What comes before and after a block, by its page and its place among the page's blocks. */
  private static final Map<String, List<String>> AROUND =
      Map.of(
          "board 1",
          List.of(
              """
              for (const id of ['todo-size', 'run-size', 'done-size', 'dead-size', 'clock']) {
                document.body.appendChild(document.createElement('b')).id = id;
              }
              const shown = (id) => document.getElementById(id).textContent;
              """,
              """
              await until(() => shown('clock'));
              await push('What is 2 times 3?');
              return until(() => Number(shown('done-size')) > 0);
              """),
          "chats 1",
          List.of(
              """
              let text = '';
              let ended = false;
              const append = (piece) => { text += piece; };
              const startOver = () => { text = ''; };
              const done = () => { ended = true; };
              """,
              "return until(() => ended && text.length > 0);"),
          "requests 1",
          List.of(
              "", "return status === 'completed' && message.length > 0 && plan.steps.length > 0;"),
          "notifications 1",
          List.of(
              "await call('PUT', '/api/notifications/settings', { minDuration: '200ms' });",
              """
              await until(() => socket.readyState === WebSocket.OPEN);
              await diagnostic({ sleepMs: 500 });
              return until(() => logged.some(([text, task]) => text && task.startsWith('/api/tasks/')));
              """),
          "pipelines 1",
          List.of("", "return logged.length === 1 && /oiled/.test(logged[0][0]);"),
          "streams 1",
          List.of(A_TASK, "return logged.at(-1)[0].eventType === 'completed';"),
          "streams 2",
          List.of(
              A_TASK,
              "return until(() => logged.some(([event]) => event.eventType === 'completed'));"),
          "voice 1",
          List.of(
              """
              const said = [];
              const voiceLive = { injectNetworkResponse: (...what) => said.push(what) };
              """,
              """
              await until(() => socket.readyState === WebSocket.OPEN);
              await onSendToA2A('What is 2 times 3?', { call_id: 'call-7' });
              return until(() => said.some(([text, call]) => /6/.test(text) && call === 'call-7'));
              """));

  /** For Node: {@code A2aClientsIT} runs the same client. */
  private static final List<String> ELSEWHERE =
      List.of(
          "a2a 1",
          "a2a 2",
          "front-ends 1",
          "front-ends 2",
          "front-ends 3",
          "responses 1",
          "responses 2",
          "webhooks 1");

  private static RunningServer server;
  private static Receiver tracks;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    tracks =
        new Receiver(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/vtt");
              Receiver.say(exchange, 200, TRACK);
            });
    server = RunningServer.start(Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
    chromium = new Chromium();
  }

  @AfterAll
  static void end() {
    chromium.close();
    server.close();
    tracks.close();
  }

  /** A block and its name in this test. */
  record Example(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() {
    return all().filter(example -> AROUND.containsKey(example.name()));
  }

  private static Stream<Example> all() {
    return DocPage.all().stream().flatMap(JavaScriptIT::of);
  }

  private static Stream<Example> of(DocPage page) {
    List<DocPage.Block> blocks =
        page.blocks().stream().filter(block -> block.info().equals("js")).toList();
    return Stream.iterate(0, i -> i < blocks.size(), i -> i + 1)
        .map(i -> new Example(page.name() + " " + (i + 1), blocks.get(i).text()));
  }

  @Test
  void everyBlockIsRunHereOrElsewhere() {
    assertThat(all().map(Example::name))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(AROUND.keySet().stream(), ELSEWHERE.stream()).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void everyExampleDoesWhatItsPageSays(Example example) {
    List<String> around = AROUND.get(example.name());
    String block =
        example
            .text()
            .replaceAll("(localhost|127\\.0\\.0\\.1):8080", server.base().getAuthority())
            .replace("https://example.com/talk.vtt", tracks.at("/talk.vtt").toString());
    String script = String.join("\n", ALWAYS, around.get(0), block, around.get(1));
    try (var context = chromium.browser().newContext()) {
      Page page = context.newPage();
      page.navigate(server.base().toString());
      Object result =
          page.evaluate("async (token) => {\n" + script + "\n}", server.operatorToken());
      assertThat(result).as("%s", script).isEqualTo(true);
    }
  }
}

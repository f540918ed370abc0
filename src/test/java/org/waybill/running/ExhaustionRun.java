package org.waybill.running;

import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One user tries to use up whatever can be made, while another of the tenant and one of another
 * tenant hand over 20 tasks a second each and wait for their ends. Prints their times, quiet and
 * under each attack; run by hand: {@code ExhaustionRun URL OPERATOR_TOKEN [SECONDS]}.
 */
public final class ExhaustionRun {

  private static final int ATTACKERS = 4;
  private static final int PER_SECOND = 20;
  private static final long LONGEST_REST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Api operator;
  private final int seconds;
  private final ExecutorService pool = Executors.newCachedThreadPool();

  private ExhaustionRun(Api operator, int seconds) {
    this.operator = operator;
    this.seconds = seconds;
  }

  /**
   * @param args the server's URL, an administrator's token, and how long each attack lasts
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    new ExhaustionRun(new Api(URI.create(args[0]), args[1]), seconds).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Api mallory = operator.caller("crowded", "mallory", "user");
    Api bob = operator.caller("crowded", "bob", "user");
    Api carl = operator.caller("quiet", "carl", "user");
    measure("warm-up", bob, carl);
    measure("quiet", bob, carl);
    for (Map.Entry<String, IntFunction<Api.Answer>> attack : attacks(mallory).entrySet()) {
      attack(attack.getKey(), attack.getValue(), bob, carl);
      awaitQuiet(mallory);
    }
  }

  /** One attack must not be measured with what another has left. */
  private static void awaitQuiet(Api mallory) throws Exception {
    long begun = System.nanoTime();
    do {
      mallory.post("/api/tasks/bulk", "{\"action\":\"cancel\",\"filter\":{\"status\":\"active\"}}");
      for (JsonValue each : mallory.get("/api/schedules").object().getJsonArray("items")) {
        mallory.delete("/api/schedules/" + each.asJsonObject().getString("id"));
      }
      TimeUnit.SECONDS.sleep(2);
    } while (isBusy(mallory) && System.nanoTime() - begun < LONGEST_REST_NANOS);
    System.out.printf("  over after %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
  }

  private static boolean isBusy(Api mallory) {
    return Stream.of("queued", "processing")
        .anyMatch(
            status ->
                !mallory
                    .get("/api/tasks?limit=1&status=" + status)
                    .object()
                    .getJsonArray("items")
                    .isEmpty());
  }

  private static Map<String, IntFunction<Api.Answer>> attacks(Api mallory) {
    Map<String, IntFunction<Api.Answer>> attacks = new LinkedHashMap<>();
    String gated = "{\"type\":\"diagnostic\",\"orderKey\":\"x\",\"input\":{\"sleepMs\":600000}}";
    String later = "{\"type\":\"diagnostic\",\"delay\":\"1h\"}";
    String batch = "{\"tasks\":[" + String.join(",", Collections.nCopies(500, gated)) + "]}";
    String delayed = "{\"tasks\":[" + String.join(",", Collections.nCopies(500, later)) + "]}";
    String children = "{\"children\":100,\"childInput\":{\"children\":100,\"childInput\":%s}}";
    String family = children.formatted(children.formatted("{}"));
    attacks.put("waiting", i -> mallory.post("/api/tasks/batch", batch));
    attacks.put("delayed", i -> mallory.post("/api/tasks/batch", delayed));
    attacks.put("children", i -> diagnostic(mallory, family));
    attacks.put("plain tasks", i -> diagnostic(mallory, "{}"));
    attacks.put(
        "schedules",
        i ->
            mallory.post(
                "/api/schedules", "{\"interval\":\"1s\",\"task\":{\"type\":\"diagnostic\"}}"));
    attacks.put(
        "webhooks",
        i ->
            i % 2 == 0
                ? mallory.post("/api/webhooks", "{\"url\":\"https://192.0.2.1/\"}")
                : diagnostic(mallory, "{}"));
    attacks.put(
        "chats",
        i -> mallory.post("/api/chat/stream", "{\"chatId\":\"c" + i + "\",\"message\":\"2+2\"}"));
    return attacks;
  }

  private static Api.Answer diagnostic(Api api, String input) {
    return api.post("/api/tasks", "{\"type\":\"diagnostic\",\"input\":" + input + "}");
  }

  private void attack(String name, IntFunction<Api.Answer> make, Api bob, Api carl)
      throws Exception {
    AtomicBoolean on = new AtomicBoolean(true);
    AtomicInteger number = new AtomicInteger();
    Map<Integer, Integer> statuses = Collections.synchronizedMap(new LinkedHashMap<>());
    List<CompletableFuture<Void>> attackers = new ArrayList<>();
    for (int i = 0; i < ATTACKERS; i++) {
      attackers.add(
          CompletableFuture.runAsync(
              () -> {
                while (on.get()) {
                  int status = make.apply(number.getAndIncrement()).status();
                  statuses.merge(status, 1, Integer::sum);
                }
              },
              pool));
    }
    measure(name + " (begins)", bob, carl);
    measure(name + " (goes on)", bob, carl);
    on.set(false);
    CompletableFuture.allOf(attackers.toArray(CompletableFuture[]::new)).join();
    System.out.println("  attacker was answered " + statuses);
  }

  private void measure(String phase, Api... victims) throws Exception {
    StringBuilder line = new StringBuilder("%-24s".formatted(phase));
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (Api victim : victims) {
      all.add(CompletableFuture.supplyAsync(() -> times(victim), pool));
    }
    for (CompletableFuture<String> each : all) {
      line.append(" | ").append(each.join());
    }
    System.out.println(line);
  }

  /** Hands over at even times, whatever becomes of those before. */
  private String times(Api victim) {
    List<Long> millis = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger refused = new AtomicInteger();
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < seconds * PER_SECOND; i++) {
      sleepUntil(begun + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
      calls.add(CompletableFuture.runAsync(() -> one(victim, millis, refused), pool));
    }
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty()
        ? "none ended, %d refused".formatted(refused.get())
        : "p50 %4d ms  p99 %5d ms  max %5d ms  refused %d"
            .formatted(
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1),
                refused.get());
  }

  private static void one(Api victim, List<Long> millis, AtomicInteger refused) {
    long start = System.nanoTime();
    Api.Answer answer =
        victim.send(
            victim
                .request("/api/tasks")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString("{\"type\":\"diagnostic\"}"))
                .build());
    if (answer.status() == 200) {
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    } else {
      refused.incrementAndGet();
    }
  }

  private static void sleepUntil(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

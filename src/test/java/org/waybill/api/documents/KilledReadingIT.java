package org.waybill.api.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.reading.Pdfs;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** A worker dies in the middle of 790 pages: another one goes on with the page where it was. */
@Tag("outage")
class KilledReadingIT {

  private static final int PAGES = 790;
  private static final int ENOUGH = 60;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String HEAD =
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pumps.pdf\"\r\n"
          + "Content-Type: application/pdf\r\n\r\n";

  @Test
  void noPageIsReadTwice() throws IOException {
    try (RunningServer api = RunningServer.start(Map.of("WAYBILL_ROLE", "api"))) {
      Api operator = api.api();
      JsonObject uploaded;
      String task;
      RunningServer first = api.joinWorker(Map.of());
      try {
        uploaded = upload(operator);
        task = uploaded.getString("taskId");
        await().atMost(LONG).until(() -> page(last(operator, task)) > ENOUGH);
      } finally {
        first.kill();
        first.close();
      }
      int before = page(last(operator, task));
      int events = texts(operator, task).size();
      try (RunningServer second = api.joinWorker(Map.of())) {
        operator.awaitStatus(task, "completed", LONG);
        List<String> after = texts(operator, task).subList(events, texts(operator, task).size());

        assertThat(after).isNotEmpty().noneMatch(text -> text.startsWith("Reading"));
        assertThat(page(after.get(0))).isGreaterThanOrEqualTo(before);
        assertThat(after.get(after.size() - 1)).isEqualTo("Page 790 of 790");
        String id = uploaded.getString("documentId");
        JsonObject document = operator.get("/api/documents/" + id).object();
        assertThat(document.getInt("pages")).isEqualTo(PAGES);
        assertThat(document.getInt("chunks")).isEqualTo(PAGES);
      }
    }
  }

  private static JsonObject upload(Api api) throws IOException {
    List<String> pages =
        IntStream.rangeClosed(1, PAGES)
            .mapToObj(i -> "Pump number %d. It moves %d litres in an hour.".formatted(i, 10 * i))
            .toList();
    Api.Answer uploaded =
        api.send(
            api.request("/api/documents")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(HEAD),
                        BodyPublishers.ofByteArray(Pdfs.of(pages)),
                        BodyPublishers.ofString("\r\n--xyz--\r\n")))
                .build());
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(202);
    return uploaded.object();
  }

  private static String last(Api api, String task) {
    List<String> texts = texts(api, task);
    return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
  }

  /** The page whose passages are made; 0 while pages are read. */
  private static int page(String text) {
    return text.startsWith("Page ") ? Integer.parseInt(text.split(" ")[1]) : 0;
  }

  private static List<String> texts(Api api, String task) {
    return api
        .get("/api/tasks/" + task + "/events?limit=500")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .filter(event -> event.getString("eventType").equals("progress"))
        .map(event -> event.getJsonObject("data").getString("text"))
        .toList();
  }
}

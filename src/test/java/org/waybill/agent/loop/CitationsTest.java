package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.agent.Citation;
import org.waybill.json.Json;
import org.waybill.model.RequestedCall;

class CitationsTest {

  private static final RequestedCall SEARCH = new RequestedCall("c1", "search", "{}");

  private final Citations citations = new Citations();

  @Test
  void numbersGoOnOverSearchesAndAPassageKeepsItsOwn() {
    assertThat(numbers(found("a", "b"))).containsExactly(1, 2);
    assertThat(numbers(found("c", "a"))).containsExactly(3, 1);

    assertThat(citations.citedIn("It is [3][1], not [9]; `arr[2]`."))
        .extracting(Citation::number, Citation::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "a"),
            org.assertj.core.groups.Tuple.tuple(3, "c"));
  }

  @Test
  void otherResultsStayAsTheyAre() {
    CallResult failed = CallResult.failed("rate", "later");
    CallResult cut = CallResult.done("{\"passages\":[{");
    CallResult other = CallResult.done("{\"passages\":[]}");

    assertThat(citations.numbered(SEARCH, failed)).isSameAs(failed);
    assertThat(citations.numbered(SEARCH, cut)).isSameAs(cut);
    assertThat(citations.numbered(new RequestedCall("c1", "calculator", "{}"), other))
        .isSameAs(other);
  }

  private List<Integer> numbers(JsonObject result) {
    CallResult numbered = citations.numbered(SEARCH, CallResult.done(result.toString()));
    JsonArray passages = Json.read(numbered.text()).asJsonObject().getJsonArray("passages");
    return passages.getValuesAs(JsonObject.class).stream().map(p -> p.getInt("number")).toList();
  }

  private static JsonObject found(String... texts) {
    var passages = Json.array();
    for (String text : texts) {
      passages.add(
          Json.object()
              .add("document", "d")
              .add("name", "handbook.pdf")
              .add("page", 3)
              .add("text", text)
              .add("score", 0.5));
    }
    return Json.object().add("passages", passages).build();
  }
}

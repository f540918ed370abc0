package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chat completions of OpenAI, over real connections. */
class OpenAiWireTest extends ModelWire {

  @Test
  void chatCompletionsOneByteAtATime() throws Exception {
    String text =
        String.join(
            "\n\n",
            ": comment",
            openAi("{\"role\":\"assistant\"}"),
            openAi("{\"content\":\"Grüße \"}"),
            openAi("{\"content\":\"🌦️\"}"),
            ended("stop"),
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":500}}}",
            "data: [DONE]",
            "");
    ModelReply reply = ask("openai", bytes(text, 1));
    assertThat(reply.text()).isEqualTo("Grüße 🌦️");
    assertThat(pieces).containsExactly("Grüße ", "🌦️");
    assertThat(reply.end()).isEqualTo(ModelReply.End.COMPLETE);
    assertThat(reply.usage().in()).isEqualTo(1000);
    assertThat(reply.usage().cached()).isEqualTo(500);
    assertThat(reply.usage().cost()).isEqualByComparingTo("0.0021");
  }

  @Test
  void imagesAreDataUrls() throws Exception {
    script = streams(openAi("{\"content\":\"Yes.\"}"), ended("stop"));
    models("openai", "").call(call(List.of(LOOK)), listener());
    assertThat(requests.get(0).getJsonArray("messages").toString())
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Is it open?\"},"
                + "{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/jpeg;base64,AQID\"}}]}]");
  }

  /** Half a megabyte of an image is not a quarter of a million tokens. */
  @Test
  void anImageIsEstimatedByItselfWhereTheModelDoesNotCount() throws Exception {
    script = streams(openAi("{\"content\":\"Yes.\"}"), ended("stop"));
    ModelImage large = new ModelImage("image/jpeg", new byte[500_000]);
    ModelMessage message = new ModelMessage.FromUser("Is it open?", List.of(large));
    ModelReply reply = models("openai", "").call(call(List.of(message)), listener());
    assertThat(reply.usage().in()).isBetween(1_500L, 2_000L);
  }

  @Test
  void interleavedFragments() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"c\\\":\"}"),
                fragment(
                    "\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"d\\\":\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"1}\"}"),
                fragment("\"index\":1,\"function\":{\"arguments\":\"2}\"}"),
                ended("tool_calls"),
                "data: [DONE]"));
    assertThat(reply.end()).isEqualTo(ModelReply.End.CALLS);
    assertThat(reply.calls())
        .containsExactly(
            new RequestedCall("a", "weather", "{\"c\":1}"),
            new RequestedCall("b", "weather", "{\"d\":2}"));
  }

  @Test
  void callsThatAllComeAtPlaceZero() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"}\"}"),
                fragment(
                    "\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"[\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"]\"}"),
                ended("tool_calls")));
    assertThat(reply.calls()).extracting(RequestedCall::arguments).containsExactly("{}", "[]");
  }

  /** Nothing is glued together that may belong to different calls. */
  @Test
  void fragmentsThatCannotBeToldApartAreNoArguments() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment("\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"function\":{\"arguments\":\"}\"}"),
                ended("tool_calls")));
    assertThat(reply.calls())
        .extracting(RequestedCall::arguments)
        .hasSize(2)
        .allMatch(text -> text.contains("could not be told apart"));
  }

  @Test
  void idsAreUnique() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment("\"index\":0,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}"),
                fragment("\"index\":1,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}"),
                ended("tool_calls")));
    assertThat(reply.calls()).extracting(RequestedCall::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void anAnswerThatWasCutOffSaysSoAndCallsNothing() throws Exception {
    ModelReply cut =
        ask(
            "openai",
            streams(
                openAi("{\"content\":\"So\"}"),
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                ended("length"),
                "data: [DONE]"));
    assertThat(cut.end()).isEqualTo(ModelReply.End.LENGTH);
    assertThat(cut.calls()).isEmpty();
    ModelReply filtered =
        ask("openai", streams(openAi("{\"content\":\"So\"}"), ended("content_filter")));
    assertThat(filtered.end()).isEqualTo(ModelReply.End.FILTERED);
  }

  @Test
  void aLongAnswerIsWhole() throws Exception {
    String line = openAi("{\"content\":\"" + "wörter ".repeat(143) + "\"}");
    String[] lines = Stream.generate(() -> line).limit(100).toArray(String[]::new);
    lines[99] = ended("stop");
    assertThat(ask("openai", streams(lines)).text()).hasSize(99 * 143 * 7);
  }
}

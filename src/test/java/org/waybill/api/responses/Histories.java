package org.waybill.api.responses;

import java.util.stream.Stream;
import org.waybill.task.EventKind;

/** What may happen to tasks that make responses. */
final class Histories {

  private Histories() {}

  /** A history, and the events that its responses begin with. */
  record History(String name, GivenEvents events, int... begins) {

    @Override
    public String toString() {
      return name;
    }
  }

  static GivenEvents plain() {
    return GivenEvents.queued().started().says("Hel", "lo").used(10, 2).completed("Hello");
  }

  static GivenEvents withTool() {
    return GivenEvents.queued()
        .started()
        .says("Let me see.")
        .used(10, 2)
        .calls("turn.1.call.1", "mail")
        .returned("turn.1.call.1", true)
        .says("\n\nDone", ".")
        .completed("Let me see.\n\nDone.");
  }

  static GivenEvents withApproval() {
    return GivenEvents.queued()
        .started()
        .says("I mail.")
        .used(10, 2)
        .calls("turn.1.call.1", "mail")
        .asksApproval()
        .answered()
        .started()
        .says("I mail.")
        .calls("turn.1.call.1", "mail")
        .returned("turn.1.call.1", true)
        .says("\n\nSent.")
        .used(20, 3)
        .completed("I mail.\n\nSent.");
  }

  static GivenEvents withToolsOfTheClient() {
    return GivenEvents.queued()
        .started()
        .says("I paint.")
        .used(10, 2)
        .callsClient("turn.1.call.1", "paint")
        .callsClient("turn.1.call.2", "paint")
        .asksClient("turn.1.call.1", "turn.1.call.2")
        .answered()
        .started()
        .says("I paint.")
        .asksClient("turn.1.call.2")
        .answered()
        .started()
        .says("I paint.")
        .returned("turn.1.call.1", true)
        .returned("turn.1.call.2", true)
        .says("\n\nPainted.")
        .completed("I paint.\n\nPainted.");
  }

  static GivenEvents repeated() {
    return GivenEvents.queued()
        .started()
        .says("One ", "two ")
        .add(EventKind.RETRYING, "{\"error\":\"lost\"}")
        .started()
        .says("One two three", ".")
        .completed("One two three.");
  }

  static GivenEvents changed() {
    return GivenEvents.queued()
        .started()
        .says("One two")
        .add(EventKind.RETRYING, "{\"error\":\"lost\"}")
        .started()
        .says("One", " and a half")
        .completed("One and a half");
  }

  static GivenEvents failed() {
    return GivenEvents.queued()
        .started()
        .says("I was about to")
        .add(EventKind.FAILED, "{\"error\":\"The model broke.\",\"reason\":\"model_refused\"}");
  }

  static GivenEvents cancelled() {
    return GivenEvents.queued()
        .started()
        .says("la ")
        .calls("turn.1.call.1", "mail")
        .add(EventKind.CANCELLED, "{\"error\":\"cancelled\"}");
  }

  static GivenEvents asking() {
    return GivenEvents.queued()
        .started()
        .says("Hm.")
        .asks("Which one?")
        .answered()
        .started()
        .says("Hm.", "\n\nThat one.")
        .completed("Hm.\n\nThat one.");
  }

  static GivenEvents retriedByHand() {
    return GivenEvents.queued()
        .started()
        .says("One")
        .add(EventKind.FAILED, "{\"error\":\"no\"}")
        .add(EventKind.QUEUED, "{\"retry\":true}")
        .started()
        .says("One", " more")
        .completed("One more");
  }

  static Stream<History> all() {
    return Stream.of(
        new History("plain", plain(), 1),
        new History("with a tool", withTool(), 1),
        new History("with an approval", withApproval(), 1, 7),
        new History("with tools of the client", withToolsOfTheClient(), 1, 8, 12),
        new History("repeated by another attempt", repeated(), 1),
        new History("changed by another attempt", changed(), 1),
        new History("failed", failed(), 1),
        new History("cancelled", cancelled(), 1),
        new History("asking", asking(), 1, 5),
        new History("retried by hand", retriedByHand(), 1, 5),
        new History(
            "cancelled while queued", GivenEvents.queued().add(EventKind.CANCELLED, "{}"), 1));
  }
}

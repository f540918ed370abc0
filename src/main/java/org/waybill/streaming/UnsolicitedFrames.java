package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.waybill.task.TaskEvent;

/**
 * Frames that WebSockets receive without subscribing. They come from a feed of their own, so that
 * each frame is sent once and none is lost, whichever way the event arrived.
 */
@ApplicationScoped
class UnsolicitedFrames {

  /** Results from before the WebSocket was opened were sent then, or are in the list of tasks. */
  private static final int NO_TASK_IS_YOUNG = 0;

  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private SocketExtensions extensions;

  /**
   * From now on this client gets frames; the returned subscriber is to be removed when it
   * disconnects.
   */
  Subscriber begin(SocketClient client) {
    Subscriber subscriber =
        subscriberRegistry.connect(client.caller(), new Frames(client), NO_TASK_IS_YOUNG);
    subscriberRegistry.listen(
        subscriber, new Topic.Unsolicited(client.caller().tenant(), client.caller().userId()));
    return subscriber;
  }

  private final class Frames implements EventSink {
    private final SocketClient client;

    Frames(SocketClient client) {
      this.client = client;
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void accept(TaskEvent event) {
      extensions.publish(client, event);
    }

    @Override
    public void missed(Instant after) {
      client.sender().missed(after);
    }

    @Override
    public void close(String why) {
      client.sender().close(why);
    }

    @Override
    public void onRoom(Runnable call) {
      // There always is.
    }
  }
}

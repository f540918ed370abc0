package org.waybill.streaming;

import java.util.concurrent.atomic.AtomicReference;
import org.waybill.security.Caller;

/** An open WebSocket: whose it is, what it subscribes to, and where its frames go. */
public final class SocketClient {

  private final Subscriber subscriber;
  private final SocketSender sender;
  private final AtomicReference<Subscriber> unsolicited = new AtomicReference<>();

  SocketClient(Subscriber subscriber, SocketSender sender) {
    this.subscriber = subscriber;
    this.sender = sender;
  }

  public Caller caller() {
    return subscriber.caller();
  }

  Subscriber subscriber() {
    return subscriber;
  }

  SocketSender sender() {
    return sender;
  }

  /** Whether it is closed: nothing that is sent arrives. */
  public boolean isGone() {
    return subscriber.isGone();
  }

  /** Sends a frame, after those that were sent before; never waits. */
  public void send(String frame) {
    sender.send(frame);
  }

  /** Confirms a subscription. */
  public void subscribed(String what, String which) {
    send(SocketFrames.subscribed(what, which));
  }

  /** Confirms the end of a subscription. */
  public void unsubscribed(String what, String which) {
    send(SocketFrames.unsubscribed(what, which));
  }

  /** Answers a frame with an error that names the field. */
  public void refuse(String field, String detail) {
    send(SocketFrames.error(field, detail, null));
  }

  void begin(Subscriber toUnsolicited) {
    unsolicited.set(toUnsolicited);
  }

  /** Ends all its subscriptions. */
  void end(SubscriberRegistry registry) {
    registry.remove(subscriber);
    Subscriber last = unsolicited.getAndSet(null);
    if (last != null) {
      registry.remove(last);
    }
  }
}

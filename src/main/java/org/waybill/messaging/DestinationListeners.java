package org.waybill.messaging;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The listeners of this node, by destination. */
@ApplicationScoped
public class DestinationListeners {

  private record Place(ReplyTo.Kind kind, String destination) {}

  private record Listening(Subscription subscription, DestinationListener listener) {}

  @Inject @Any private Instance<DestinationListener> listeners;

  private volatile Map<Place, Listening> all = Map.of();

  /** Asks each again where it listens: that may change while the application runs. */
  @PostConstruct
  void find() {
    Map<Place, Listening> found = new LinkedHashMap<>();
    for (DestinationListener listener : listeners) {
      for (Subscription to : listener.subscriptions()) {
        Place place = new Place(to.kind(), to.destination());
        if (found.put(place, new Listening(to, listener)) != null) {
          throw new IllegalStateException(
              "more than one listener is registered for " + to.destination());
        }
      }
    }
    all = found;
  }

  public List<Subscription> subscriptions() {
    return all.values().stream().map(Listening::subscription).toList();
  }

  /**
   * Passes a message to the listener of its destination.
   *
   * @throws IllegalStateException if there is none
   */
  public void deliver(Message message) throws JMSException {
    Destination from = message.getJMSDestination();
    ReplyTo.Kind kind = from instanceof Topic ? ReplyTo.Kind.TOPIC : ReplyTo.Kind.QUEUE;
    Listening found = all.get(new Place(kind, Destinations.of(from)));
    if (found == null) {
      throw new IllegalStateException("no listener is registered for " + from);
    }
    found.listener().onMessage(found.subscription(), message);
  }
}

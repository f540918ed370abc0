package org.waybill.messaging;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.type.KnownTypes;

/** The names of Waybill's own broker destinations. */
public final class Destinations {

  /** Where producers send tasks to. */
  public static final String SUBMIT = "waybill.submit";

  /** Topic for broadcasts between nodes that cannot wait. */
  public static final String CONTROL = "waybill.control";

  /** Topic for task events between nodes. */
  public static final String EVENTS = "waybill.events";

  private static final Set<String> OWN =
      Stream.concat(
              KnownTypes.queues().stream(),
              Stream.of(SUBMIT, CONTROL, EVENTS, "DLQ", "ExpiryQueue"))
          .collect(Collectors.toUnmodifiableSet());

  /** Prefix of destinations of queues without a public name. */
  private static final String TASKS = "waybill.tasks.";

  private Destinations() {}

  /** Where messages about tasks of a queue go: those that the outside knows have its name. */
  public static String ofQueue(String queue) {
    return KnownTypes.queues().contains(queue) ? queue : TASKS + queue;
  }

  /** The queue whose messages go to this destination. */
  public static String queueOf(String destination) {
    return destination.startsWith(TASKS) ? destination.substring(TASKS.length()) : destination;
  }

  /** Whether only Waybill and the broker may write there. */
  public static boolean isOwn(String name) {
    // WildFly's own broker puts a prefix before a name, which a sender may write as well.
    String plain = name.replaceFirst("^jms\\.(queue|topic)\\.", "");
    return OWN.contains(plain)
        || plain.startsWith(TASKS)
        || plain.startsWith("$")
        || plain.startsWith("activemq.")
        || plain.contains("::");
  }

  /** The name of a destination; for one that is neither queue nor topic, its own string form. */
  static String of(Destination destination) throws JMSException {
    if (destination instanceof Queue queue) {
      return queue.getQueueName();
    }
    return destination instanceof Topic topic ? topic.getTopicName() : String.valueOf(destination);
  }
}

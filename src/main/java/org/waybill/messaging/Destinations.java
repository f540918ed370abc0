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

  /** Where nodes tell each other what cannot wait: a topic. */
  public static final String CONTROL = "waybill.control";

  /** Where nodes tell each other what happens to tasks: a topic. */
  public static final String EVENTS = "waybill.events";

  private static final Set<String> OWN =
      Stream.concat(
              KnownTypes.queues().stream(),
              Stream.of(SUBMIT, CONTROL, EVENTS, "DLQ", "ExpiryQueue"))
          .collect(Collectors.toUnmodifiableSet());

  /** Before the names of queues whose destination is not of the same name. */
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

  /** Whether nobody but Waybill and the broker may write there. */
  public static boolean isOwn(String name) {
    // WildFly's own broker puts a prefix before a name, which a sender may write as well.
    String plain = name.replaceFirst("^jms\\.(queue|topic)\\.", "");
    return OWN.contains(plain)
        || plain.startsWith(TASKS)
        || plain.startsWith("$")
        || plain.startsWith("activemq.")
        || plain.contains("::");
  }

  /** The name of a destination; of one that is neither queue nor topic, what it says of itself. */
  static String of(Destination destination) throws JMSException {
    if (destination instanceof Queue queue) {
      return queue.getQueueName();
    }
    return destination instanceof Topic topic ? topic.getTopicName() : String.valueOf(destination);
  }
}

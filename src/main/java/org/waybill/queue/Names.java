package org.waybill.queue;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.config.TaskQueue;

/** The broker's destinations that are ours. */
public final class Names {

  /** Where producers send tasks to. */
  public static final String SUBMIT = "waybill.submit";

  /** Where nodes tell each other what cannot wait: a topic. */
  public static final String CONTROL = "waybill.control";

  /** Where nodes tell each other what happens to tasks: a topic. */
  public static final String EVENTS = "waybill.events";

  private static final Set<String> OWN =
      Stream.concat(
              Stream.of(TaskQueue.values()).map(TaskQueue::label),
              Stream.of(SUBMIT, CONTROL, EVENTS, "DLQ", "ExpiryQueue"))
          .collect(Collectors.toUnmodifiableSet());

  private Names() {}

  /** Whether nobody but Waybill and the broker may write there. */
  public static boolean isOwn(String name) {
    // WildFly's own broker puts a prefix before a name, which a sender may write as well.
    String plain = name.replaceFirst("^jms\\.(queue|topic)\\.", "");
    return OWN.contains(plain)
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

package org.waybill.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages from before the restart that cannot be delivered: each would end every consumer that
 * receives it. Those in producers' queues are replaced by a message with the reason, which is then
 * stored as invalid; others go to the dead-letter queue.
 */
final class LeftoverMessages {

  private static final Logger LOG = LoggerFactory.getLogger(LeftoverMessages.class);
  private static final String SUBMIT = "waybill.submit";

  /** Nobody consumes there. */
  private static final Set<String> UNREAD = Set.of("DLQ", "ExpiryQueue");

  private static final String UNREADABLE = "waybill_unreadable";

  private LeftoverMessages() {}

  /** Before anybody consumes. */
  static void replaceUnreadable(ActiveMQServer server) throws Exception {
    for (Queue queue : queues(server)) {
      for (Message message : unreadable(queue)) {
        LOG.warn(
            "A message in queue {} cannot be delivered and is replaced by an invalid-message"
                + " record: {}",
            queue.getName(),
            UnreadableMessageFilter.fault(message));
        replace(server, queue, message);
      }
    }
  }

  private static List<Queue> queues(ActiveMQServer server) {
    return server
        .getPostOffice()
        .getAllBindings()
        .filter(LocalQueueBinding.class::isInstance)
        .map(binding -> ((LocalQueueBinding) binding).getQueue())
        .filter(queue -> !UNREAD.contains(queue.getName().toString()))
        .toList();
  }

  private static List<Message> unreadable(Queue queue) throws Exception {
    List<Message> found = new ArrayList<>();
    try (LinkedListIterator<MessageReference> references = queue.iterator()) {
      while (references.hasNext()) {
        Message message = references.next().getMessage();
        if (UnreadableMessageFilter.fault(message) != null) {
          found.add(message);
        }
      }
    }
    return found;
  }

  private static void replace(ActiveMQServer server, Queue queue, Message message)
      throws Exception {
    if (queue.getName().toString().equals(SUBMIT)) {
      CoreMessage instead = new CoreMessage(server.getStorageManager().generateID(), 512);
      instead.setType(Message.BYTES_TYPE);
      instead.setDurable(true);
      instead.setAddress(SUBMIT);
      instead.setRoutingType(RoutingType.ANYCAST);
      instead.setTimestamp(message.getTimestamp());
      instead.putStringProperty(UNREADABLE, UnreadableMessageFilter.fault(message));
      server.getPostOffice().route(instead, false);
      queue.deleteReference(message.getMessageID());
    } else {
      queue.sendMessageToDeadLetterAddress(message.getMessageID());
    }
  }
}

package org.waybill.messaging;

import java.util.List;
import javax.management.MXBean;

/**
 * The interface of the consumers' resource adapter ({@code waybill-consumers.rar}). It is called
 * through the MBean server, since servers differ in how an application sees the classes of an
 * adapter.
 */
@MXBean
public interface ConsumerControl {

  /** Delivers the messages of a destination to {@link MessageReceiver} from now on. */
  void listen(ReplyTo.Kind kind, String destination, int consumers);

  /** Delivers no further message of a destination. */
  void unlisten(ReplyTo.Kind kind, String destination);

  /** All destinations that are listened to. */
  List<ConsumerStatus> getStatus();
}

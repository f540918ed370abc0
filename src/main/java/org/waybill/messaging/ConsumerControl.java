package org.waybill.messaging;

import java.util.List;
import javax.management.MXBean;

/**
 * What the consumers' resource adapter ({@code waybill-consumers.rar}) offers. It is called through
 * the MBean server, since no server shows an application the classes of an adapter in the same way.
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

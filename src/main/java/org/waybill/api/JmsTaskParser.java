package org.waybill.api;

import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/**
 * Reads JMS messages of a type that has its own format. A bean of an interface; the JMS interface
 * selects it by the message's type.
 */
public interface JmsTaskParser {

  /** The {@code JMSType} of such messages. */
  String type();

  /**
   * The task that this message asks for, for the caller to complete.
   *
   * @param correlationId the message's, or its id
   * @throws Problem naming the field that is wrong
   */
  NewTaskBuilder builder(RequestBody body, String correlationId, Caller caller);

  /** What is replied to a message that became no task. */
  String refusal(String reason);
}

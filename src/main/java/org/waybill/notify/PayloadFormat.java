package org.waybill.notify;

import org.waybill.task.Task;

/** Writes the body of deliveries in one format. Each is a CDI bean of an interface. */
public interface PayloadFormat {

  /** The format of webhooks and {@code callbackUrl}: the only one that is signed. */
  String SIGNED = "task";

  /** The name that hooks give, such as {@code task}. */
  String format();

  /**
   * The body to post.
   *
   * @param task as it stands now
   */
  String of(DeliveryEvent what, Task task);
}

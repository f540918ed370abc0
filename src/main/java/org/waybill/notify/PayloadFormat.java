package org.waybill.notify;

import org.waybill.task.Task;

/** Says what is posted in one format. A CDI bean for each; doors bring them along. */
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

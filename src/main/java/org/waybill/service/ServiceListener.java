package org.waybill.service;

/** Counts the starts and failures of services. */
public interface ServiceListener {

  /** There is a service of this name. */
  void started(String service);

  /** It failed and starts again. */
  void restarted(String service);
}

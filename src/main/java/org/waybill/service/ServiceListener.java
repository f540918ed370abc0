package org.waybill.service;

/** Counts what becomes of services. */
public interface ServiceListener {

  /** There is a service of this name. */
  void started(String service);

  /** It failed and starts again. */
  void restarted(String service);
}

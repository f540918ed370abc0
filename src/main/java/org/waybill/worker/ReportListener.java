package org.waybill.worker;

/** Called whenever an attempt has something new to be reported. */
interface ReportListener {

  /**
   * @param atOnce whether somebody waits for it: the first piece of an answer
   */
  void reported(boolean atOnce);
}

package org.waybill.api.a2a;

import java.util.UUID;

/** What the scenarios of each subject share: one server. */
interface Scenarios {

  Talk operator();

  /** Somebody else, who has nothing yet. */
  default Talk newcomer() {
    return new Talk(operator().api().user(UUID.randomUUID().toString()));
  }
}

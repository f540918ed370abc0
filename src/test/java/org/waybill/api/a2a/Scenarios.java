package org.waybill.api.a2a;

import java.util.UUID;
import org.waybill.running.Api;

/** What the scenarios of each subject share: one server. */
interface Scenarios {

  Talk operator();

  /** Somebody else, who has nothing yet. */
  default Talk newcomer() {
    String made =
        operator()
            .api()
            .post(
                "/api/tokens",
                "{\"tenant\":\"default\",\"userId\":\"%s\",\"role\":\"user\"}"
                    .formatted(UUID.randomUUID()))
            .object()
            .getString("token");
    return new Talk(new Api(operator().api().base(), made));
  }
}

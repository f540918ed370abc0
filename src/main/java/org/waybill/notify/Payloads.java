package org.waybill.notify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** All formats that doors have brought along. */
@ApplicationScoped
class Payloads {

  @Inject @Any private Instance<Payload> formats;

  Optional<Payload> of(String format) {
    for (Payload payload : formats) {
      if (payload.format().equals(format)) {
        return Optional.of(payload);
      }
    }
    return Optional.empty();
  }
}

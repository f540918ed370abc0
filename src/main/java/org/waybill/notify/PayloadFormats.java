package org.waybill.notify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The formats of all interfaces. */
@ApplicationScoped
class PayloadFormats {

  @Inject @Any private Instance<PayloadFormat> formats;

  Optional<PayloadFormat> of(String format) {
    for (PayloadFormat payloadFormat : formats) {
      if (payloadFormat.format().equals(format)) {
        return Optional.of(payloadFormat);
      }
    }
    return Optional.empty();
  }
}

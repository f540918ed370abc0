package org.waybill.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsumersTest {

  @Test
  void withoutTheAdapterTheStartSaysWhatToDeploy() {
    Consumers consumers = new Consumers();
    assertThatThrownBy(consumers::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deploy waybill-consumers.rar before waybill.war");
    assertThat(consumers.status()).isEmpty();
  }
}

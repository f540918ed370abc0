package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  @Test
  void idsAreUuidsOfVersion7() {
    UUID id = UuidV7.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void laterIdsSortBehindEarlierOnes() {
    assertThat(Stream.generate(UuidV7::next).limit(50_000).map(UUID::toString).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }
}

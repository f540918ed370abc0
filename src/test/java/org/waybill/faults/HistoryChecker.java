package org.waybill.faults;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says which rules a history breaks. */
final class HistoryChecker {

  private static final List<Function<History, Stream<Violation>>> RULES =
      List.of(StorageRules::check, EffectRules::check, StreamRules::check, ServiceRules::check);

  private HistoryChecker() {}

  static List<Violation> check(History history) {
    return RULES.stream().flatMap(rules -> rules.apply(history)).toList();
  }
}

package org.waybill.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write is masked in time linear in its length. */
class CredentialMaskGrowthTest {

  @Test
  void noTextTakesMuchLongerThanOthers() throws Exception {
    Growth.isLinear(CredentialMask::of);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"eyJ", "eyJ-", "eyJaaaaaaaa.", "sk-", "bearer ", "\"secret\":\""})
  void norDoesOneThatLooksLikeTheBeginningOfAKey(String repeated) throws Exception {
    Growth.isLinear(
        text -> CredentialMask.of(repeated.repeat(text.length() / repeated.length() + 1)));
  }
}

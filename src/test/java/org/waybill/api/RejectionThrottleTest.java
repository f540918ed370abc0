package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.world.Beans;

class RejectionThrottleTest {

  private static final Caller ANN = new Caller("acme", "ann", CallerRole.USER);

  private final List<String> waitedFor = new CopyOnWriteArrayList<>();
  private final RejectedCallers refused =
      new RejectedCallers() {
        @Override
        java.time.Duration waitOf(Caller caller) {
          waitedFor.add(caller.userId());
          return super.waitOf(caller);
        }
      };

  private final RejectionThrottle brake =
      new Beans(Map.of())
          .with(RejectedCallers.class, refused)
          .with(
              FilterCaller.class,
              new FilterCaller() {
                @Override
                Optional<Caller> of(HttpServletRequest request) {
                  return Optional.of(ANN);
                }
              })
          .get(RejectionThrottle.class);

  private int passed;

  private void call(String method) throws Exception {
    FilterChain chain = (request, response) -> passed++;
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, asked, arguments) -> asked.getName().equals("getMethod") ? method : null);
    HttpServletResponse none = null;
    brake.doFilter(request, none, chain);
  }

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      refused.refused(ANN);
    }
  }

  @Test
  void whereNobodyIsRefusedNobodyIsAskedFor() throws Exception {
    call("POST");
    assertThat(waitedFor).isEmpty();
    assertThat(passed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void whoeverWritesMayHaveToWaitAndIsServedAfterwards(String method) throws Exception {
    refuse(100);
    call(method);
    assertThat(waitedFor).containsExactly("ann");
    assertThat(passed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "HEAD"})
  void whoeverReadsOrDeletesNeverWaits(String method) throws Exception {
    refuse(100);
    call(method);
    assertThat(waitedFor).isEmpty();
    assertThat(passed).isEqualTo(1);
  }
}

package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order frames leave, whenever the server says that it has sent one. */
class SocketSenderTest {

  private static final int FRAMES = 400;

  private final Connection connection = new Connection();
  private final SocketSender socketSender = new SocketSender(connection.session());

  @Test
  void oneFrameIsUnderWayAtATime() {
    List<String> frames = send(3);
    assertThat(connection.taken).isEqualTo(frames.subList(0, 1));
    connection.report();
    assertThat(connection.taken).isEqualTo(frames.subList(0, 2));
    connection.report();
    connection.report();
    assertThat(connection.taken).isEqualTo(frames);
  }

  @Test
  void whatWaitedForASlowClientIsNotSentByCallsInsideOfCalls() {
    List<String> frames = send(FRAMES);
    connection.reportsAtOnce = true;
    connection.report();
    assertThat(connection.taken).isEqualTo(frames);
    assertThat(connection.deepest).isEqualTo(1);
  }

  @Test
  void thereIsRoomAgainWhenHalfOfItHasGone() {
    AtomicInteger calls = new AtomicInteger();
    socketSender.onRoom(calls::incrementAndGet);
    send(FRAMES);
    assertThat(socketSender.hasRoom()).isTrue();
    send(FRAMES);
    assertThat(socketSender.hasRoom()).isFalse();
    connection.reportsAtOnce = true;
    connection.report();
    assertThat(calls).hasValue(1);
    assertThat(socketSender.hasRoom()).isTrue();
  }

  @Test
  void theApplicationsClassLoaderIsBackAfterEachFrame() {
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    send(1);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
    assertThat(connection.loader).isNotSameAs(mine);
  }

  @Test
  void whoAnswersNoPingIsClosedAtTheNextAndWhoSaysAnythingIsNot() {
    AtomicInteger closes = new AtomicInteger();
    socketSender.onClose(closes::incrementAndGet);
    for (int round = 0; round < 5; round++) {
      socketSender.beat();
      socketSender.received();
    }
    assertThat(connection.calls).containsExactlyElementsOf(Collections.nCopies(5, "sendPing"));
    socketSender.beat();
    assertThat(closes).hasValue(0);
    socketSender.beat();
    assertThat(closes).hasValue(1);
    assertThat(connection.calls).hasSize(7).endsWith("close");
  }

  private List<String> send(int count) {
    List<String> frames = IntStream.range(0, count).mapToObj(i -> "frame " + i).toList();
    frames.forEach(socketSender::send);
    return frames;
  }

  /** A session whose frames are sent when the test says so, or within the call. */
  private static final class Connection {

    private final List<String> taken = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private boolean reportsAtOnce;
    private SendHandler unreported;
    private ClassLoader loader;
    private int depth;
    private int deepest;

    Session session() {
      RemoteEndpoint.Async remote = answering(RemoteEndpoint.Async.class, this::onRemote);
      return answering(
          Session.class,
          (proxy, method, args) -> {
            if (method.getName().equals("close")) {
              calls.add("close");
              return null;
            }
            return remote;
          });
    }

    private static <T> T answering(Class<T> type, InvocationHandler calls) {
      return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private Object onRemote(Object proxy, Method method, Object... args) {
      if (method.getName().equals("sendPing")) {
        calls.add("sendPing");
        return null;
      }
      return sendText(args);
    }

    private Object sendText(Object... args) {
      depth++;
      deepest = Math.max(deepest, depth);
      loader = Thread.currentThread().getContextClassLoader();
      taken.add((String) args[0]);
      unreported = (SendHandler) args[1];
      if (reportsAtOnce) {
        report();
      }
      depth--;
      return null;
    }

    void report() {
      unreported.onResult(new SendResult());
    }
  }
}

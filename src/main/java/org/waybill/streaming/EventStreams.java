package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.Caller;
import org.waybill.security.CorsOrigins;
import org.waybill.task.EventReplay;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/**
 * Server-sent event streams. A resource method opens a stream with its suspended response
 * ({@code @Suspended AsyncResponse}), which the stream then completes.
 */
@ApplicationScoped
public class EventStreams {

  /** The media types of resource methods; a client that accepts anything gets another one. */
  public static final String PRODUCES = "text/event-stream;qs=0.5";

  /** A media type with its encoding, which some clients require. */
  private static final String TYPE = "text/event-stream;charset=UTF-8";

  /** What has an earlier time may have been committed later, by so much at most. */
  private static final Duration UNCERTAIN = Duration.ofSeconds(10);

  private static final int PAGE = 2_000;
  private static final int MOST_PAGES = 10;
  private static final Logger LOG = Logger.getLogger(EventStreams.class.getName());

  private final Map<EventStream, Subscriber> open = new ConcurrentHashMap<>();

  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private EventReplay recent;
  @Inject private CorsOrigins corsOrigins;
  @Inject private ConnectionLimits limits;

  /**
   * Streams a task's events after this number until {@link EventRenderer#endsWith} ends the stream.
   *
   * @param answer suspended, and resumed by nobody else
   * @param first sent before the events, or null
   * @return ends the stream early, for a reason that {@link EventRenderer#closing} is given
   */
  public Consumer<String> follow(
      AsyncResponse answer,
      HttpServletRequest request,
      Caller caller,
      TaskRef task,
      int after,
      EventRenderer eventRenderer,
      SseEvent first)
      throws IOException {
    EventStream stream = stream(answer, request, caller, eventRenderer);
    whole(
        stream,
        () -> {
          Subscriber subscriber = connect(request.getAsyncContext(), stream, caller);
          if (first != null) {
            stream.send(first);
          }
          subscriberRegistry.follow(subscriber, task, after);
        });
    return stream::close;
  }

  /**
   * Streams the events of all tasks of a topic that the caller may see, from now on.
   *
   * @param answer suspended, and resumed by nobody else
   * @param since events committed since then come first; null for none
   */
  public void follow(
      AsyncResponse answer, HttpServletRequest request, Caller caller, Topic topic, Instant since)
      throws IOException {
    EventStream stream = stream(answer, request, caller, EventRenderer.ofMany());
    whole(
        stream,
        () -> {
          Subscriber subscriber = connect(request.getAsyncContext(), stream, caller);
          if (since == null) {
            subscriberRegistry.listen(subscriber, topic);
            return;
          }
          // First subscribe, then read back: the feed removes duplicates, and what arrives
          // meanwhile
          // waits.
          subscriber.replay(
              since,
              () -> {
                subscriberRegistry.listen(subscriber, topic);
                lookBack(subscriber, stream, topic.recent(caller), since);
              });
        });
  }

  /** A stream that fails to start is dropped: its response has begun, and its client reconnects. */
  private static void whole(EventStream stream, Runnable beginning) {
    try {
      beginning.run();
    } catch (RuntimeException e) {
      LOG.log(Level.INFO, "Could not start an event stream; the client can reconnect", e);
      stream.abandon();
    }
  }

  /** Page by page, since a feed that has no room reads the rest when it has. */
  private void lookBack(
      Subscriber subscriber, EventStream stream, EventReplay.Of what, Instant since) {
    Instant from = since.minus(UNCERTAIN);
    for (int page = 0; page < MOST_PAGES; page++) {
      List<TaskEvent> missed = recent.since(from, what, PAGE);
      missed.forEach(subscriber::offerReplayed);
      if (missed.size() < PAGE) {
        return;
      }
      from = missed.get(PAGE - 1).at();
    }
    stream.missed(from);
  }

  private EventStream stream(
      AsyncResponse answer, HttpServletRequest request, Caller caller, EventRenderer eventRenderer)
      throws IOException {
    limits.acquireStream(caller);
    boolean begun = false;
    try {
      ServletOutputStream out = head(request);
      begun = true;
      return new EventStream(out, eventRenderer, ended -> end(ended, answer, caller));
    } finally {
      if (!begun) {
        limits.releaseStream(caller);
      }
    }
  }

  private ServletOutputStream head(HttpServletRequest request) throws IOException {
    AsyncContext exchange = request.getAsyncContext();
    exchange.setTimeout(0);
    HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    corsOrigins.headers(request.getHeader("Origin")).forEach(response::setHeader);
    return response.getOutputStream();
  }

  private Subscriber connect(AsyncContext exchange, EventStream stream, Caller caller) {
    Subscriber subscriber = subscriberRegistry.connect(caller, stream);
    open.put(stream, subscriber);
    exchange.addListener(new End(() -> forget(stream, caller), stream::abandon));
    stream.begin();
    return subscriber;
  }

  /**
   * The stream reports its own end. The server may report it as well, or never: Payara calls no
   * listener if the client disconnected before the response was resumed.
   */
  private void end(EventStream stream, AsyncResponse answer, Caller caller) {
    release(stream, caller);
    if (stream.isTakenBack()) {
      return;
    }
    try {
      // To complete the exchange itself would leave the answer behind, suspended.
      answer.resume(Response.noContent().build());
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "The server has already ended the stream", e);
    }
  }

  /**
   * The server reports that the exchange is over, and may reuse its objects for another one
   * already: resuming this response now would end that one.
   */
  private void forget(EventStream stream, Caller caller) {
    if (stream.silence()) {
      release(stream, caller);
    }
  }

  private void release(EventStream stream, Caller caller) {
    limits.releaseStream(caller);
    Subscriber subscriber = open.remove(stream);
    if (subscriber != null) {
      subscriberRegistry.remove(subscriber);
    }
  }

  /** Called every few seconds. */
  public void keepAlive() {
    open.keySet().forEach(EventStream::keepAlive);
  }

  /** How many are open. */
  public int open() {
    return open.size();
  }

  private record End(Runnable over, Runnable failed) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      over.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      failed.run();
    }

    @Override
    public void onError(AsyncEvent event) {
      failed.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // It is the one that is going on.
    }
  }
}

package org.waybill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls all observers of an event, one after another, on the caller's thread. An exception of one
 * is logged and counted; neither the caller nor the other observers notice.
 */
@ApplicationScoped
public class Publisher {

  @Inject private BeanManager beans;

  /** Looked up once per event type: the observers are known from the start. */
  private final Map<Class<?>, List<Observer>> observers = new ConcurrentHashMap<>();

  private final List<Consumer<String>> counters = new CopyOnWriteArrayList<>();
  private final Function<Object, List<Observer>> find;

  /** For the container, which knows the observers. */
  public Publisher() {
    this.find = this::observersOf;
  }

  Publisher(Function<Object, List<Observer>> find) {
    this.find = find;
  }

  public void publish(Object event) {
    List<Observer> all = observers.get(event.getClass());
    if (all == null) {
      all = find.apply(event);
      observers.put(event.getClass(), all);
    }
    for (Observer observer : all) {
      observer.publish(event, this::failed);
    }
  }

  /**
   * Calls somebody directly, guarded like an observer.
   *
   * @param name under which a failure is logged and counted
   */
  public <T> Consumer<T> guarded(String name, Consumer<T> call) {
    @SuppressWarnings("unchecked")
    Observer observer = new Observer(name, event -> call.accept((T) event));
    return event -> observer.publish(event, this::failed);
  }

  /** From now on this is called with the name of each observer that fails. */
  public void watch(Consumer<String> counter) {
    counters.add(counter);
  }

  private void failed(String observer) {
    counters.forEach(counter -> counter.accept(observer));
  }

  private List<Observer> observersOf(Object event) {
    return beans.resolveObserverMethods(event).stream()
        .filter(method -> !method.isAsync())
        .map(Publisher::observer)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Observer observer(ObserverMethod<?> method) {
    ObserverMethod<Object> untyped = (ObserverMethod<Object>) method;
    return new Observer(method.getBeanClass().getSimpleName(), untyped::notify);
  }
}

package org.waybill.world;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.time.SystemClock;

/**
 * The product's own beans without a server: fields are injected, events go to those who observe
 * them, data sources are the test's. Time is the real one, unless a test gives a {@link
 * ManualTicker} or a {@link Clock}. Everything happens on the caller's thread.
 */
public final class Beans {

  private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
  private final Map<String, DataSource> sources;
  private final Map<String, Object> resources = new LinkedHashMap<>();

  private final Map<Class<?>, Class<?>> kinds = new LinkedHashMap<>();

  public Beans(Map<String, DataSource> sources) {
    this.sources = sources;
    beans.put(Clock.class, SystemClock.UTC);
    beans.put(
        Publisher.class,
        new Publisher() {
          @Override
          public void publish(Object event) {
            Beans.this.publish(event);
          }
        });
  }

  /** The bean of this type is the one of that type. */
  public <T> Beans as(Class<T> type, Class<? extends T> kind) {
    kinds.put(type, kind);
    return this;
  }

  /** Stands in for the bean of this type. */
  public <T> Beans with(Class<T> type, T bean) {
    inject(bean);
    beans.put(type, bean);
    return this;
  }

  /** Stands in for what the server offers under this name, such as threads. */
  public Beans withResource(String lookup, Object resource) {
    resources.put(lookup, resource);
    return this;
  }

  /** The bean of this type, made when it is first asked for. */
  public <T> T get(Class<T> type) {
    if (kinds.containsKey(type)) {
      return type.cast(get(kinds.get(type)));
    }
    Object bean = beans.get(type);
    if (bean == null) {
      bean = create(type);
      beans.put(type, bean);
      inject(bean);
      begin(bean);
    }
    return type.cast(bean);
  }

  private static Object create(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no bean of " + type, e);
    }
  }

  private void inject(Object bean) {
    for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object value = valueOf(field);
        if (value != null) {
          set(bean, field, value);
        }
      }
    }
  }

  private Object valueOf(Field field) {
    if (field.getType() == Instance.class) {
      return nobody();
    }
    if (field.isAnnotationPresent(Inject.class)) {
      return field.getType() == Event.class ? event() : get(field.getType());
    }
    Resource resource = field.getAnnotation(Resource.class);
    if (resource == null) {
      return null;
    }
    return resource.name().isEmpty()
        ? resources.get(resource.lookup())
        : sources.get(resource.name());
  }

  private static void set(Object bean, Field field, Object value) {
    try {
      field.setAccessible(true);
      field.set(bean, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void begin(Object bean) {
    for (Method method : bean.getClass().getDeclaredMethods()) {
      if (method.isAnnotationPresent(PostConstruct.class)) {
        call(bean, method);
      }
    }
  }

  /** All beans of a kind, where a test gives none. */
  private static Object nobody() {
    return Proxy.newProxyInstance(
        Beans.class.getClassLoader(),
        new Class<?>[] {Instance.class},
        (proxy, method, arguments) ->
            method.getName().equals("iterator") ? Collections.emptyIterator() : null);
  }

  private Object event() {
    return Proxy.newProxyInstance(
        Beans.class.getClassLoader(),
        new Class<?>[] {Event.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("fire")) {
            publish(arguments[0]);
          }
          return null;
        });
  }

  /** Calls every observer of this fact among the beans there are. */
  public void publish(Object fact) {
    List<Object> all = new ArrayList<>(beans.values());
    for (Object bean : all) {
      for (Method method : bean.getClass().getDeclaredMethods()) {
        if (observes(method, fact)) {
          call(bean, method, fact);
        }
      }
    }
  }

  private static boolean observes(Method method, Object fact) {
    return method.getParameterCount() == 1
        && method.getParameters()[0].isAnnotationPresent(Observes.class)
        && method.getParameterTypes()[0].isInstance(fact);
  }

  private static void call(Object bean, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}

package org.waybill.launch;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Has Payara answer 400 to a request whose header Host is malformed, and close the connection.
 * Without it, Payara fails to find the application of such a request and answers 200 without a
 * body.
 *
 * <p>It is a probe of Grizzly, Payara's HTTP server, which calls probes while it parses a request
 * and answers 400 to whatever fails then. All by name, as in {@link ServerMain}.
 */
final class HostCheck implements InvocationHandler {

  /** A name or an address and, optionally, a port: RFC 9110, section 7.2. */
  private static final Pattern WELL_FORMED =
      Pattern.compile("(\\[[0-9A-Za-z:.%_~-]+]|[0-9A-Za-z._~%!$&'()*+,;=-]+)(:[0-9]{0,5})?");

  private static final String HEADERS_PARSED = "onHeaderParseEvent";

  private final Method header;

  private HostCheck(Method header) {
    this.header = header;
  }

  /** For the HTTP listeners that are open now. */
  static void install(ClassLoader modules) throws ReflectiveOperationException {
    Class<?> probe = modules.loadClass("org.glassfish.grizzly.http.HttpProbe");
    Class<?> packet = modules.loadClass("org.glassfish.grizzly.http.HttpHeader");
    Object probes = Array.newInstance(probe, 1);
    Array.set(
        probes,
        0,
        Proxy.newProxyInstance(
            modules,
            new Class<?>[] {probe},
            new HostCheck(packet.getMethod("getHeader", String.class))));
    Method monitoring =
        modules
            .loadClass("org.glassfish.grizzly.monitoring.MonitoringAware")
            .getMethod("getMonitoringConfig");
    Method add =
        modules
            .loadClass("org.glassfish.grizzly.monitoring.MonitoringConfig")
            .getMethod("addProbes", Object[].class);
    for (Object parser : parsers(modules)) {
      add.invoke(monitoring.invoke(parser), probes);
    }
  }

  /** The filters that parse requests. */
  private static List<Object> parsers(ClassLoader modules) throws ReflectiveOperationException {
    Class<?> parser = modules.loadClass("org.glassfish.grizzly.http.HttpServerFilter");
    Class<?> configured = modules.loadClass("org.glassfish.grizzly.config.dom.NetworkListener");
    Class<?> listener = modules.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyProxy");
    Class<?> listeners = modules.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Method lookUp = listeners.getMethod("lookupNetworkProxy", configured);
    Method underlying = listener.getMethod("getUnderlyingListener");
    Method filters =
        modules
            .loadClass("org.glassfish.grizzly.config.GenericGrizzlyListener")
            .getMethod("getFilters", Class.class);
    List<Object> found = new ArrayList<>();
    Object service = services(modules, listeners).get(0);
    for (Object each : services(modules, configured)) {
      Object open = lookUp.invoke(service, each);
      if (listener.isInstance(open)) {
        found.addAll((List<?>) filters.invoke(underlying.invoke(open), parser));
      }
    }
    return found;
  }

  /** All of this type that Payara knows. */
  private static List<?> services(ClassLoader modules, Class<?> type)
      throws ReflectiveOperationException {
    Object locator =
        modules
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultHabitat")
            .invoke(null);
    return (List<?>)
        modules
            .loadClass("org.glassfish.hk2.api.ServiceLocator")
            .getMethod("getAllServices", Class.class, Annotation[].class)
            .invoke(locator, type, new Annotation[0]);
  }

  @Override
  public Object invoke(Object probe, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    return switch (method.getName()) {
      case HEADERS_PARSED -> check((String) header.invoke(arguments[1], "Host"));
      case "equals" -> probe == arguments[0];
      case "hashCode" -> System.identityHashCode(probe);
      case "toString" -> HostCheck.class.getName();
      default -> null;
    };
  }

  /** A header that is missing is Grizzly's to reject: HTTP/1.0 needs none. */
  private static Object check(String host) {
    if (host != null && !WELL_FORMED.matcher(host).matches()) {
      throw new IllegalArgumentException("malformed header Host");
    }
    return null;
  }
}

package org.waybill.management;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The MBeans that are registered, until they are closed. */
final class MBeanRegistrations implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(MBeanRegistrations.class.getName());

  private final MBeanServer server;
  private final Set<ObjectName> registered = new HashSet<>();
  private boolean closed;

  MBeanRegistrations(MBeanServer server) {
    this.server = server;
  }

  /** {@code org.waybill:type=…,name=…}. */
  static ObjectName name(String type, String name) {
    return objectName("type=" + type + ",name=" + name);
  }

  /** {@code org.waybill:type=…}. */
  static ObjectName name(String type) {
    return objectName("type=" + type);
  }

  private static ObjectName objectName(String properties) {
    try {
      return new ObjectName("org.waybill:" + properties);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(properties + " is no name of an MBean", e);
    }
  }

  /** Registers those of these that are missing, and takes away those that are not among them. */
  synchronized void set(Map<ObjectName, Supplier<DescribedMBean>> wanted) {
    if (closed) {
      return;
    }
    for (ObjectName gone : Set.copyOf(registered)) {
      if (!wanted.containsKey(gone)) {
        unregister(gone);
      }
    }
    wanted.forEach(
        (name, bean) -> {
          if (!registered.contains(name) || !server.isRegistered(name)) {
            register(name, bean.get());
          }
        });
  }

  /** One of an application that could not take it away when it ended is replaced. */
  private void register(ObjectName name, DescribedMBean bean) {
    try {
      if (server.isRegistered(name)) {
        LOG.log(Level.INFO, "MBean {0} was there before, and is replaced", name);
        server.unregisterMBean(name);
      }
      server.registerMBean(bean, name);
      registered.add(name);
    } catch (JMException e) {
      throw new IllegalStateException(name + " cannot be registered: " + e.getMessage(), e);
    }
  }

  private void unregister(ObjectName name) {
    registered.remove(name);
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOG.log(Level.FINE, "somebody else has unregistered it", e);
    } catch (JMException e) {
      LOG.log(Level.WARNING, name + " stays registered", e);
    }
  }

  /** Takes all of them away, for good. */
  @Override
  public synchronized void close() {
    closed = true;
    Set.copyOf(registered).forEach(this::unregister);
  }
}

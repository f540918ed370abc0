package org.waybill.consumer;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.transaction.xa.XAResource;

/**
 * Delivers messages to a message-driven bean; {@link ConsumersMXBean} says of which destinations.
 */
public class ConsumerAdapter implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ConsumerAdapter.class.getName());

  private final transient ConsumerRegistry registry = new ConsumerRegistry();

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      server().registerMBean(registry, name());
    } catch (JMException e) {
      throw new ResourceAdapterInternalException(
          ConsumersMXBean.NAME + " cannot be registered: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    registry.stop();
    try {
      server().unregisterMBean(name());
    } catch (JMException e) {
      LOG.log(Level.WARNING, ConsumersMXBean.NAME + " could not be unregistered", e);
    }
  }

  ConsumerRegistry registry() {
    return registry;
  }

  @Override
  public void endpointActivation(MessageEndpointFactory beans, ActivationSpec activation)
      throws ResourceException {
    if (!(activation instanceof ConsumerActivation given)) {
      throw new NotSupportedException("not an activation of this adapter: " + activation);
    }
    given.validate();
    try {
      registry.activate(beans, ConnectionSource.named(given.getConnectionFactory()));
    } catch (IllegalStateException e) {
      throw new NotSupportedException(e.getMessage(), e);
    }
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory beans, ActivationSpec activation) {
    registry.deactivate(beans);
  }

  /** Nothing is in doubt: what was received is committed by its own session. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] activations) {
    return null;
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static ObjectName name() throws JMException {
    return new ObjectName(ConsumersMXBean.NAME);
  }

  /** There is one in a server; each is equal to itself only. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

package org.waybill.adapter;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;

/**
 * Artemis' resource adapter, which brings its broker along unless {@code waybill.broker.url} names
 * one. So the broker is up before the first consumer and goes down after the last.
 */
public class BrokerAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;

  /** For connections and acknowledgements: tasks run on threads of the application. */
  private static final int THREADS = 64;

  private final transient AdapterSettings settings = AdapterSettings.ofProcess();
  private transient EmbeddedBroker broker;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader());
    try {
      ActiveMQClient.setGlobalThreadPoolProperties(
          THREADS,
          ActiveMQClient.DEFAULT_SCHEDULED_THREAD_POOL_MAX_SIZE,
          ActiveMQClient.DEFAULT_FLOW_CONTROL_THREAD_POOL_MAX_SIZE);
      connect();
      super.start(context);
    } catch (ResourceAdapterInternalException e) {
      throw e;
    } catch (Exception e) {
      throw new ResourceAdapterInternalException(
          "Could not start the broker: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void stop() {
    super.stop();
    if (broker != null) {
      broker.stop();
    }
  }

  private void connect() throws Exception {
    if (settings.brokerUrl().isEmpty()) {
      broker = EmbeddedBroker.start(settings);
    }
    BrokerAddress address =
        settings.brokerUrl().isEmpty()
            ? BrokerAddress.sameProcess()
            : BrokerAddress.of(settings.brokerUrl().get());
    setConnectorClassName(address.connectors());
    setConnectionParameters(address.parameters());
    setHA(address.ha());
    setUserName(settings.brokerUser());
    setPassword(settings.brokerPassword().orElse(null));
    if (address.remote()) {
      setConnectionTTL(6_000L);
      setClientFailureCheckPeriod(2_000L);
    }
    neverFailOver();
  }

  /**
   * A broken connection is discarded and its user opens a new one knowingly. Automatic failover
   * would hide what was lost.
   */
  private void neverFailOver() {
    setConsumerWindowSize(0);
    setInitialConnectAttempts(1);
    setReconnectAttempts(0);
    setCallTimeout(5_000L);
    setCallFailoverTimeout(5_000L);
  }
}

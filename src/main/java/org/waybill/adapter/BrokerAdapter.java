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

  /** Threads beside those that run tasks: connections, acknowledgements, control messages. */
  private static final int SPARE_THREADS = 64;

  private final transient AdapterSettings settings = AdapterSettings.ofProcess();
  private transient EmbeddedBroker broker;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader());
    try {
      // The default is 8 per core, and each message being worked on holds one.
      ActiveMQClient.setGlobalThreadPoolProperties(
          settings.concurrency() + SPARE_THREADS,
          ActiveMQClient.DEFAULT_SCHEDULED_THREAD_POOL_MAX_SIZE,
          ActiveMQClient.DEFAULT_FLOW_CONTROL_THREAD_POOL_MAX_SIZE);
      connect();
      super.start(context);
    } catch (ResourceAdapterInternalException e) {
      throw e;
    } catch (Exception e) {
      throw new ResourceAdapterInternalException("The broker did not start: " + e.getMessage(), e);
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
    waitRatherThanFail();
  }

  /** Consumers come back by themselves however long the broker was away. */
  private void waitRatherThanFail() {
    setConsumerWindowSize(0);
    setSetupAttempts(-1);
    setSetupInterval(1_000L);
    setInitialConnectAttempts(1);
    setReconnectAttempts(-1);
    setRetryInterval(250L);
    setRetryIntervalMultiplier(1.5);
    setMaxRetryInterval(2_000L);
    setCallTimeout(10_000L);
    setCallFailoverTimeout(10_000L);
  }
}

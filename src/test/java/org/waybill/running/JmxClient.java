package org.waybill.running;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A connection to the MBeans of another process. */
public record JmxClient(JMXConnector connector) implements AutoCloseable {

  /** Has the JVM offer them on a port of loopback, as JConsole does for local processes. */
  public static JmxClient attach(ProcessHandle jvm) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
      try {
        return connect(machine.startLocalManagementAgent(), Map.of());
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a connector that is there; the test names it, and nobody else. */
  @SuppressWarnings("BanJNDI")
  public static JmxClient connect(String url, Map<String, ?> environment) {
    try {
      return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(url), environment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public MBeanServerConnection mbeans() {
    try {
      return connector.getMBeanServerConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}

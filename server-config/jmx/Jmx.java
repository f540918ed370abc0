import com.sun.tools.attach.VirtualMachine;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads and operates MBeans from a shell, with nothing but a JDK. The first argument is the id of a
 * process on this machine, or the URL of a JMX connector.
 *
 * <pre>
 * java Jmx.java 4711                                                the names of Waybill's MBeans
 * java Jmx.java 4711 type=Queue,name=chat_tasks                     its attributes
 * java Jmx.java 4711 type=Queue,name=chat_tasks pause               calls an operation
 * java -cp jboss-client.jar Jmx.java service:jmx:remote+http://…    the same on WildFly
 * </pre>
 */
public final class Jmx {

  private Jmx() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: java Jmx.java PROCESS|URL [MBEAN [OPERATION [ARGUMENT…]]]");
      System.exit(2);
    }
    JMXServiceURL url = new JMXServiceURL(args[0].matches("\\d+") ? attach(args[0]) : args[0]);
    String user = System.getenv("JMX_USER");
    Map<String, Object> environment =
        user == null
            ? Map.of()
            : Map.of(
                JMXConnector.CREDENTIALS, new String[] {user, System.getenv("JMX_PASSWORD")});
    try (JMXConnector connector = JMXConnectorFactory.connect(url, environment)) {
      run(connector.getMBeanServerConnection(), args);
    } catch (RuntimeMBeanException | MBeanException e) {
      System.err.println(e.getCause().getMessage());
      System.exit(1);
    } catch (JMException | IllegalArgumentException e) {
      System.err.println(e.toString());
      System.exit(1);
    }
    System.exit(0);
  }

  private static String attach(String process) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(process);
    try {
      return machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
  }

  private static void run(MBeanServerConnection server, String[] args) throws Exception {
    if (args.length == 1) {
      new TreeSet<>(server.queryNames(new ObjectName("org.waybill:*"), null))
          .forEach(System.out::println);
      return;
    }
    ObjectName name = new ObjectName("org.waybill:" + args[1]);
    if (args.length == 2) {
      for (MBeanAttributeInfo each : server.getMBeanInfo(name).getAttributes()) {
        System.out.println(each.getName() + " = " + text(server.getAttribute(name, each.getName())));
      }
      return;
    }
    String[] given = Arrays.copyOfRange(args, 3, args.length);
    for (MBeanOperationInfo each : server.getMBeanInfo(name).getOperations()) {
      if (each.getName().equals(args[2]) && each.getSignature().length == given.length) {
        String[] types = new String[given.length];
        Object[] values = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
          types[i] = each.getSignature()[i].getType();
          values[i] = types[i].equals("int") ? (Object) Integer.valueOf(given[i]) : given[i];
        }
        System.out.println(text(server.invoke(name, args[2], values, types)));
        return;
      }
    }
    throw new IllegalArgumentException(name + " has no operation " + args[2]);
  }

  private static String text(Object value) {
    if (value instanceof TabularData table) {
      StringBuilder rows = new StringBuilder();
      for (Object row : table.values()) {
        CompositeData entry = (CompositeData) row;
        rows.append("\n  ").append(entry.get("key")).append(": ").append(text(entry.get("value")));
      }
      return rows.length() == 0 ? "none" : rows.toString();
    }
    if (value instanceof CompositeData composite) {
      StringBuilder fields = new StringBuilder();
      for (String key : composite.getCompositeType().keySet()) {
        fields.append(fields.length() == 0 ? "" : ", ").append(key).append(' ');
        fields.append(text(composite.get(key)));
      }
      return fields.toString();
    }
    if (value != null && value.getClass().isArray()) {
      StringBuilder items = new StringBuilder();
      for (int i = 0; i < Array.getLength(value); i++) {
        items.append(i == 0 ? "" : ", ").append(text(Array.get(value, i)));
      }
      return "[" + items + "]";
    }
    return String.valueOf(value);
  }
}

package org.waybill.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MBeanRegistrationsTest {

  private static final ObjectName CHAT = MBeanRegistrations.name("Queue", "chat");
  private static final ObjectName MAIL = MBeanRegistrations.name("Queue", "mail");

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeanRegistrations registrations = new MBeanRegistrations(server);

  private static Map<ObjectName, Supplier<DescribedMBean>> queues(ObjectName... names) {
    Map<ObjectName, Supplier<DescribedMBean>> all = new HashMap<>();
    Arrays.stream(names)
        .forEach(
            name ->
                all.put(
                    name,
                    () -> new DescribedMBean(new QueueControl("q", null), QueueMXBean.class)));
    return all;
  }

  private List<String> names() throws JMException {
    return server.queryNames(new ObjectName("org.waybill:*"), null).stream()
        .map(ObjectName::toString)
        .sorted()
        .toList();
  }

  @Test
  void queuesComeAndGoWhileTheApplicationRuns() throws JMException {
    registrations.set(queues(CHAT));
    assertThat(names()).containsExactly("org.waybill:type=Queue,name=chat");
    registrations.set(queues(CHAT, MAIL));
    assertThat(names()).hasSize(2);
    registrations.set(queues(MAIL));
    assertThat(names()).containsExactly("org.waybill:type=Queue,name=mail");
  }

  @Test
  void nothingIsLeftAfterTheEndAndNothingComesBack() throws JMException {
    registrations.set(queues(CHAT, MAIL));
    server.unregisterMBean(MAIL);
    registrations.close();
    assertThat(names()).isEmpty();
    registrations.set(queues(CHAT));
    assertThat(names()).isEmpty();
  }

  @Test
  void whatAnotherDeploymentHasLeftIsReplacedAndWhatItTakesAwayComesBack() throws JMException {
    MBeanRegistrations other = new MBeanRegistrations(server);
    other.set(queues(CHAT));
    registrations.set(queues(CHAT));
    other.close();
    assertThat(names()).isEmpty();
    registrations.set(queues(CHAT));
    assertThat(names()).hasSize(1);
  }

  @Test
  void everythingIsDescribedAndOfOpenTypes() throws JMException {
    List<Class<?>> faces =
        List.of(
            QueueMXBean.class,
            WorkersMXBean.class,
            TaskTypeMXBean.class,
            DeadLettersMXBean.class,
            ServicesMXBean.class);
    for (Class<?> face : faces) {
      MBeanInfo info = described(face);
      assertThat(info.getDescription()).contains(" ");
      for (MBeanAttributeInfo each : info.getAttributes()) {
        assertThat(each.getDescriptor().getFieldValue("openType")).isNotNull();
        assertThat(each.getDescription()).as(each.getName()).contains(" ");
      }
      for (MBeanOperationInfo each : info.getOperations()) {
        assertThat(each.getDescriptor().getFieldValue("openType")).isNotNull();
        assertThat(each.getDescription()).as(each.getName()).contains(" ");
        assertThat(each.getSignature())
            .allSatisfy(parameter -> assertThat(parameter.getName()).isNotEqualTo("p0"))
            .allSatisfy(parameter -> assertThat(parameter.getDescription()).contains(" "));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> MBeanInfo described(Class<T> face) {
    Object bean =
        java.lang.reflect.Proxy.newProxyInstance(
            face.getClassLoader(), new Class<?>[] {face}, (self, method, arguments) -> null);
    return new DescribedMBean((T) bean, face).getMBeanInfo();
  }
}

package org.waybill.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the embedded broker is told. */
class BrokerFileTest {

  @Test
  void consumersOfTopicsMakeQueuesThatHearThem() throws Exception {
    Document file =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("server-config/artemis/broker.xml").toFile());
    List<String> topics =
        elements(file.getElementsByTagName("address")).stream()
            .filter(address -> address.getElementsByTagName("multicast").getLength() > 0)
            .map(address -> address.getAttribute("name"))
            .toList();
    List<String> multicast =
        elements(file.getElementsByTagName("address-setting")).stream()
            .filter(setting -> routing(setting).contains("MULTICAST"))
            .map(setting -> setting.getAttribute("match"))
            .toList();
    assertThat(topics).contains("waybill.control", "waybill.events");
    assertThat(multicast).containsAll(topics);
  }

  private static String routing(Element setting) {
    NodeList routing = setting.getElementsByTagName("default-queue-routing-type");
    return routing.getLength() == 0 ? "" : routing.item(0).getTextContent();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}

package org.waybill.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Agents of files and of tenants, on real rows. */
class AgentsTest {

  private static final Owner ANN = new Owner("acme", "ann");

  private World world;
  private Agents agents;

  @BeforeEach
  void noAgents() {
    Sql.update(TestDatabase.source(), "truncate agent, agent_version, message");
    world = new World(TestDatabase.source(), Map.of());
    agents = world.bean(Agents.class);
  }

  private AgentDefinition parse(String name, String instructions) throws InvalidAgent {
    JsonObject json =
        Json.object().add("description", "Helps.").add("instructions", instructions).build();
    return world.bean(AgentParser.class).parse(name, -1, json);
  }

  private int put(String name, String instructions, Integer share) throws InvalidAgent {
    return agents.put("acme", parse(name, instructions), "root", share);
  }

  private String chosen(String chat) {
    return agents.choose(ANN, "general", chat, UUID.randomUUID()).orElseThrow().instructions();
  }

  @Test
  void thoseOfFilesAreThere() {
    assertThat(agents.all("acme"))
        .extracting(each -> each.definition().name())
        .containsExactly("code", "documents", "finance", "general", "mail", "operations", "router");
    assertThat(agents.find("acme", "general").orElseThrow().version()).isZero();
    assertThat(agents.find("acme", "none")).isEmpty();
  }

  @Test
  void aTenantsVersionReplacesThatOfAFileForThisTenantOnly() throws InvalidAgent {
    assertThat(put("general", "one", null)).isEqualTo(1);
    assertThat(put("general", "two", null)).isEqualTo(2);
    assertThat(agents.find("acme", "general").orElseThrow().instructions()).isEqualTo("two");
    assertThat(agents.find("other", "general").orElseThrow().version()).isZero();
    assertThat(agents.versions("acme", "general")).containsExactly(2, 1);
  }

  @Test
  void rollingBackReturnsToTheVersionBeforeAndInTheEndToTheFile() throws InvalidAgent {
    put("general", "one", null);
    put("general", "two", null);
    assertThat(agents.rollBack("acme", "general")).isTrue();
    assertThat(chosen(null)).isEqualTo("one");
    assertThat(agents.delete("acme", "general")).isTrue();
    assertThat(agents.find("acme", "general").orElseThrow().version()).isZero();
    assertThat(agents.rollBack("acme", "general")).isFalse();
  }

  @Test
  void aCandidateGetsItsShareOfNewChatsUntilItIsPromoted() throws InvalidAgent {
    put("general", "one", null);
    put("general", "two", 30);
    int tried = 0;
    for (int i = 0; i < 1_000; i++) {
      String first = chosen("chat-" + i);
      assertThat(chosen("chat-" + i)).isEqualTo(first);
      tried += first.equals("two") ? 1 : 0;
    }
    assertThat(tried).isBetween(230, 370);
    assertThat(agents.promote("acme", "general")).isTrue();
    assertThat(chosen("chat-1")).isEqualTo("two");
    assertThat(agents.promote("acme", "general")).isFalse();
  }

  @Test
  void rollingBackACandidateLeavesTheCurrentVersion() throws InvalidAgent {
    put("general", "one", null);
    put("general", "two", 100);
    assertThat(chosen("c")).isEqualTo("two");
    agents.rollBack("acme", "general");
    assertThat(chosen("c")).isEqualTo("one");
  }

  @Test
  void aChatStaysOnTheVersionThatAnsweredLast() throws InvalidAgent {
    put("general", "one", null);
    UUID answered = UUID.randomUUID();
    Sql.update(
        world.rows(),
        """
        insert into message (id, tenant, user_id, chat_id, role, status, task_id, content)
        values (gen_random_uuid(), 'acme', 'ann', 'c1', 'assistant', 'completed', ?, 'Hello')
        """,
        answered);
    world
        .bean(AnsweredChats.class)
        .note(answered, agents.find("acme", "general").orElseThrow(), "m");
    put("general", "two", null);
    assertThat(chosen("c1")).isEqualTo("one");
    assertThat(chosen("c2")).isEqualTo("two");
    assertThat(
            agents
                .choose(new Owner("acme", "bob"), "general", "c1", 1)
                .orElseThrow()
                .instructions())
        .isEqualTo("two");
  }

  @Test
  void aFolderAddsAndReplaces(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("general.yaml"), "description: Mine.\ninstructions: Be mine.\n");
    Files.writeString(
        folder.resolve("sales.yaml"),
        "description: Sells.\ninstructions: Sell.\nlimits: {turns: 3, cost: 0.5, time: PT1M}\n");
    World given = new World(TestDatabase.source(), Map.of("waybill.agents", folder.toString()));
    Agents all = given.bean(Agents.class);
    assertThat(all.find("acme", "general").orElseThrow().instructions()).isEqualTo("Be mine.");
    assertThat(all.find("acme", "sales").orElseThrow().limits().turns()).isEqualTo(3);
    assertThat(all.all("acme")).hasSize(8);
  }

  @Test
  void aFileThatIsNoAgentStopsTheStartAndIsNamed(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("sales.yaml"), "description: Sells.\ntools: search\n");
    World given = new World(TestDatabase.source(), Map.of("waybill.agents", folder.toString()));
    assertThatThrownBy(() -> given.bean(AgentFiles.class))
        .hasStackTraceContaining("Agent file sales.yaml")
        .hasStackTraceContaining("instructions");
  }

  @Test
  void whatIsWrongIsNamed() {
    AgentParser parser = world.bean(AgentParser.class);
    assertThatThrownBy(() -> parser.parse("Big Name", 1, Json.object().build()))
        .hasMessageContaining("name is 'Big Name'");
    for (String[] wrong :
        new String[][] {
          {"{}", "instructions"},
          {
            "{\"description\":\"d\",\"instructions\":\"i\",\"limits\":{\"turns\":0}}",
            "limits.turns"
          },
          {
            "{\"description\":\"d\",\"instructions\":\"i\",\"limits\":{\"time\":\"x\"}}",
            "limits.time"
          },
          {"{\"description\":\"d\",\"instructions\":\"i\",\"tools\":[1]}", "tools"},
          {"{\"description\":\"d\",\"instructions\":\"i\",\"colour\":1}", "colour"}
        }) {
      assertThatThrownBy(() -> parser.parse("name", 1, Json.read(wrong[0]).asJsonObject()))
          .as(wrong[0])
          .isInstanceOf(InvalidAgent.class)
          .hasMessageContaining(wrong[1]);
    }
  }
}

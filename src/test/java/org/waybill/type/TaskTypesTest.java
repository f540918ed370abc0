package org.waybill.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.Settings;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.world.Beans;

class TaskTypesTest {

  private static class Greeter implements TaskHandler<String, String> {
    private final String name;

    Greeter(String name) {
      this.name = name;
    }

    @Override
    public TaskType type() {
      return name == null ? null : TaskType.of(name);
    }

    @Override
    public Class<String> inputType() {
      return String.class;
    }

    @Override
    public Outcome<String> run(String input, TaskContext context) {
      return Outcome.done("Hello " + input);
    }
  }

  private static final class OtherGreeter extends Greeter {
    OtherGreeter() {
      super("greeting");
    }
  }

  private static TaskTypes types(Map<String, String> settings) {
    return new Beans(Map.of())
        .with(Settings.class, new Settings(settings::get))
        .get(TaskTypes.class);
  }

  @Test
  void twoHandlersOfOneTypeAreBothNamed() {
    assertThatThrownBy(() -> TaskTypes.byType(List.of(new Greeter("greeting"), new OtherGreeter())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("greeting", Greeter.class.getName(), OtherGreeter.class.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Greeting", "a b", "-a", "a/b", "ä"})
  void aNameThatIsNotAllowedIsNamedWithItsClass(String name) {
    assertThatThrownBy(() -> TaskTypes.byType(List.of(new Greeter(name))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(Greeter.class.getName(), "'" + name + "'", "allowed: ");
  }

  @Test
  void aHandlerWithoutATypeIsNamed() {
    assertThatThrownBy(() -> TaskTypes.byType(List.of(new Greeter(null))))
        .hasMessage(Greeter.class.getName() + " handles no task type");
  }

  @Test
  void theNearestNamesComeFirst() {
    assertThat(types(Map.of()).nearest("chat_mesage", 2)).startsWith("chat_message").hasSize(2);
  }

  @Test
  void aTypeOfWaybillsOwnIsKnownAndNotSubmittable() {
    TaskTypes types = types(Map.of());
    assertThat(types.find("bulk_operation")).isPresent();
    assertThat(types.submittable("bulk_operation")).isEmpty();
  }

  @Test
  void diagnosticTasksAreSubmittableWhereTheyAreSwitchedOn() {
    assertThat(types(Map.of()).submittable("diagnostic")).isEmpty();
    assertThat(types(Map.of("waybill.diagnostics", "true")).submittable("diagnostic")).isPresent();
  }
}

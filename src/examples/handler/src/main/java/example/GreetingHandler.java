package example;

import jakarta.enterprise.context.ApplicationScoped;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;

/** Greets whoever its input names. */
@ApplicationScoped
public class GreetingHandler implements TaskHandler<GreetingHandler.Greeting, String> {

  /** Its input: {@code {"name": "Ann"}}. */
  public record Greeting(String name) {}

  @Override
  public TaskType type() {
    return TaskType.of("greeting").inQueue("greetings").describedAs("Greets somebody.");
  }

  @Override
  public Class<Greeting> inputType() {
    return Greeting.class;
  }

  @Override
  public Outcome<String> run(Greeting input, TaskContext context) {
    context.progress(50, "thinking of a greeting");
    return input.name() == null || input.name().isBlank()
        ? Outcome.giveUp("name is blank; allowed: any other text")
        : Outcome.done("Hello " + input.name());
  }
}

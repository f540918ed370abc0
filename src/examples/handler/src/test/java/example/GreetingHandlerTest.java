package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;

class GreetingHandlerTest {

  /** One that takes what the handler says, and says nothing itself. */
  private final TaskContext context =
      (TaskContext)
          Proxy.newProxyInstance(
              TaskContext.class.getClassLoader(),
              new Class<?>[] {TaskContext.class},
              (proxy, method, arguments) -> null);

  private final GreetingHandler handler = new GreetingHandler();

  @Test
  void greetsByName() {
    assertEquals(
        Outcome.done("Hello Ann"), handler.run(new GreetingHandler.Greeting("Ann"), context));
  }

  @Test
  void aBlankNameIsNamedAsTheError() {
    assertEquals(
        Outcome.giveUp("name is blank; allowed: any other text"),
        handler.run(new GreetingHandler.Greeting(" "), context));
  }
}

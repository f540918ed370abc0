package org.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A package that the picture does not show would escape its law. */
final class RoomsInPicture {

  private RoomsInPicture() {}

  static ArchRule rule() {
    String picture = picture();
    return classes()
        .should(
            new ArchCondition<>("live in a room of the picture") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean shown = picture.contains("<<" + type.getPackageName() + ">>");
                events.add(
                    new SimpleConditionEvent(
                        type, shown, type.getName() + " lives in a room that is not drawn"));
              }
            });
  }

  private static String picture() {
    try (InputStream in = RoomsInPicture.class.getResourceAsStream("/architecture.puml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

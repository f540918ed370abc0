package org.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.waybill.task.UuidV7;
import org.waybill.time.SystemClock;

/** The plan on the wall is the law. */
class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.waybill");

  private static void check(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void callsGoWhereThePictureSays() {
    check(
        classes()
            .should(
                adhereToPlantUmlDiagram(
                    requireNonNull(ArchitectureTest.class.getResource("/architecture.puml")),
                    consideringOnlyDependenciesInDiagram())));
  }

  @Test
  void everyRoomIsInThePicture() {
    check(RoomsInPicture.rule());
  }

  @Test
  void noPackageCycles() {
    check(slices().matching("org.waybill.(**)").should().beFreeOfCycles());
  }

  @Test
  void handlersDoNotKnowEachOther() {
    check(slices().matching("org.waybill.handlers.(*)..").should().notDependOnEachOther());
  }

  @Test
  void doorsDoNotKnowEachOther() {
    check(slices().matching("org.waybill.api.(*)..").should().notDependOnEachOther());
  }

  @Test
  void jmsIsSpokenInQueueAndByConsumersOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.waybill.messaging",
                "org.waybill.worker",
                "org.waybill.api.jms",
                "org.waybill.consumer",
                "org.waybill.adapter",
                "org.waybill.launch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..", "org.apache.artemis.."));
  }

  /** It is an archive of its own, for every broker and server. */
  @Test
  void theConsumersKnowJmsAndConnectorsOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("org.waybill.consumer")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "org.waybill.consumer", "jakarta.jms", "jakarta.resource..", "java..", "javax.."));
  }

  @Test
  void theApplicationKnowsNoAdapter() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.waybill.consumer", "org.waybill.adapter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.waybill.consumer", "org.waybill.adapter"));
  }

  @Test
  void theHeartKnowsNoDoor() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.waybill.task",
                "org.waybill.handler",
                "org.waybill.dispatch",
                "org.waybill.worker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.websocket..", "java.net.http.."));
  }

  /** Beans are given a ticker or a clock; one archive has a class of its own for it. */
  @Test
  void timeIsACollaborator() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.waybill.time")
            .and()
            .doNotHaveFullyQualifiedName("org.waybill.consumer.NanoTime")
            .should()
            .accessTargetWhere(SystemTime.isRead()));
  }

  @Test
  void onlyIdsTakeTheClockWithoutBeingGivenIt() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(UuidV7.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(SystemClock.class.getName())
            .should()
            .accessClassesThat()
            .belongToAnyOf(SystemClock.class));
  }

  /** Nothing lives or dies by the difference of two machines' clocks. */
  @Test
  void rowsGoByTheTimeOfTheDatabase() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.waybill.task",
                "org.waybill.dispatch",
                "org.waybill.recovery",
                "org.waybill.schedule",
                "org.waybill.document",
                "org.waybill.reply",
                "org.waybill.api.tasks",
                "org.waybill.api.jms",
                "org.waybill.api.schedules")
            .and()
            .doNotHaveSimpleName("UuidV7")
            .and()
            .doNotHaveSimpleName("Throughput")
            .should()
            .callMethod(Clock.class, "instant")
            .orShould()
            .callMethod(Clock.class, "millis"));
  }

  @Test
  void namesSayWhatThingsAre() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto)")
            .as("no class is called *Impl, *Util(s), *Helper, *Manager or *Dto"));
  }
}

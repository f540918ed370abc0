package org.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;

/** The plan on the wall is the law. */
@AnalyzeClasses(packages = "org.waybill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CALLS_GO_WHERE_THE_PICTURE_SAYS =
      classes()
          .should(
              adhereToPlantUmlDiagram(
                  requireNonNull(ArchitectureTest.class.getResource("/architecture.puml")),
                  consideringOnlyDependenciesInDiagram()));

  @ArchTest static final ArchRule EVERY_ROOM_IS_IN_THE_PICTURE = RoomsInPicture.rule();

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("org.waybill.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule HANDLERS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("org.waybill.handlers.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule DOORS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("org.waybill.api.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule JMS_IS_SPOKEN_IN_QUEUE_AND_WORK_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.waybill.queue", "org.waybill.work", "org.waybill.adapter", "org.waybill.launch")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..", "org.apache.artemis..");

  @ArchTest
  static final ArchRule THE_HEART_KNOWS_NO_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.waybill.task", "org.waybill.handler", "org.waybill.release", "org.waybill.work")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.websocket..", "java.net.http..");

  @ArchTest
  static final ArchRule TIME_IS_A_COLLABORATOR =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto)")
          .as("no class is called *Impl, *Util(s), *Helper, *Manager or *Dto");
}

package dev.surety.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the module map asks for and Maven cannot see. */
@AnalyzeClasses(packages = "dev.surety", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_JOB_KNOWS_FLINK =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.surety.job..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule CONTRACTS_AND_VALIDATION_KNOW_NO_SERVERS =
      noClasses()
          .that()
          .resideInAnyPackage("dev.surety.contract..", "dev.surety.validation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..", "java.net.http..");

  /**
   * java.util.regex backtracks: a pattern that comes from a contract could make it run for ever.
   * Constants are compiled in static initializers; every other call may get anybody's text.
   */
  @ArchTest
  static final ArchRule PATTERNS_OF_CONTRACTS_RUN_IN_LINEAR_TIME =
      noClasses()
          .that()
          .resideInAnyPackage("dev.surety.contract..", "dev.surety.validation..")
          // Puts two of its constants together.
          .and()
          .doNotHaveFullyQualifiedName("dev.surety.contract.read.OdcsStructure")
          // Compiles a schema's pattern to see whether it is one, and matches nothing with it.
          .and()
          .doNotHaveFullyQualifiedName("dev.surety.contract.convert.LinearSyntax")
          .should()
          .callMethodWhere(
              call(
                  "compiles a pattern while running",
                  c ->
                      c.getTargetOwner().isEquivalentTo(Pattern.class)
                          && c.getName().equals("compile")
                          && !c.getOrigin().getName().equals("<clinit>")));

  @ArchTest
  static final ArchRule RECORDS_ARE_JUDGED_WITHOUT_BACKTRACKING =
      noClasses()
          .that()
          .resideInAPackage("dev.surety.validation..")
          // Looks for records that two contracts judge differently; its constant patterns read
          // expressions and paths of bounded length.
          .and()
          .resideOutsideOfPackage("dev.surety.validation.witness..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..");

  private static DescribedPredicate<JavaAccess<?>> call(
      String description, Predicate<JavaAccess<?>> test) {
    return DescribedPredicate.describe(description, test);
  }

  @ArchTest
  static final ArchRule NOTHING_FROM_OUTSIDE_BECOMES_CODE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.script..", "javax.naming..", "java.rmi..");

  @ArchTest
  static final ArchRule FAILURES_ARE_NOT_PRINTED_BY_THE_WAY =
      noClasses()
          .should()
          .callMethodWhere(
              call("printStackTrace", c -> c.getTarget().getName().equals("printStackTrace")));

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.surety.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule THE_ORACLE_SHARES_NO_CODE_WITH_WHAT_IT_JUDGES =
      noClasses()
          .that()
          .resideInAPackage("dev.surety.oracle..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.surety..")
                  .and(JavaClass.Predicates.resideOutsideOfPackage("dev.surety.oracle..")));

  @ArchTest
  static final ArchRule MODULES_POINT_ONE_WAY =
      slices().matching("dev.surety.(*)..").should().beFreeOfCycles();

  /**
   * Beside a module's own package, which holds both what its packages share and the entry that uses
   * them.
   */
  @ArchTest
  static final ArchRule PACKAGES_OF_A_MODULE_POINT_ONE_WAY =
      slices().matching("dev.surety.*.(*)..").should().beFreeOfCycles();
}

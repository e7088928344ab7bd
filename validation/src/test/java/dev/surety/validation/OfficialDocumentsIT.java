package dev.surety.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The standard's own examples, read as {@code surety contract lint} reads them. */
class OfficialDocumentsIT {
  @Test
  void everyValidDocumentLintsWithoutAnError() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SharedData.at("odcs/valid"))) {
      files = walk.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(40);
    for (Path file : files) {
      List<Problem> errors =
          CheckedContract.lint(file).problems().stream().filter(Problem::isError).toList();
      assertThat(errors).as(ProblemFormatter.format(errors)).isEmpty();
    }
  }
}

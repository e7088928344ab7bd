package dev.surety.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Formatting changes how a document is written, and neither what it means nor its comments. */
class FormatRoundTripIT {
  private static final List<String> COMMENTS =
      List.of("# a", "   # b", "            # c", "", "# d\n# e", "\n# f\n");

  private static String format(String text) {
    ContractFormatter.Result result = ContractFormatter.format("document.yaml", text);
    assertThat(result.problems()).as(text).isEmpty();
    return requireNonNull(result.text());
  }

  private static void assertRoundTrip(String text) {
    String formatted = format(text);
    assertThat(JsonTree.read(formatted)).isEqualTo(JsonTree.read(text));
    assertThat(format(formatted)).as("from:%n%s", text).isEqualTo(formatted);
  }

  @Test
  void everyOfficialDocumentSurvives() throws IOException {
    List<Path> files = new ArrayList<>(SharedData.documents("valid"));
    files.addAll(SharedData.documents("invalid"));
    for (Path file : files) {
      String text = Files.readString(file);
      assertRoundTrip(text);
      assertThat(comments(format(text))).as("%s", file).isEqualTo(comments(text));
    }
  }

  /** By a way of counting that needs no parser: none of these documents has one in a string. */
  private static List<String> comments(String text) {
    return text.lines()
        .filter(line -> line.matches("(|.*\\s)#(?!\\S*\").*"))
        .map(line -> line.substring(line.startsWith("#") ? 0 : line.indexOf(" #") + 1).strip())
        .sorted()
        .toList();
  }

  @Test
  void mutatedDocumentsSurvive() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (Path file : SharedData.documents("valid")) {
      documents.add(JsonTree.read(file));
    }
    Mutations mutations = new Mutations(documents, Set.of("vendorKey"), 7);
    for (int i = 0; i < 1000; i++) {
      ObjectNode document = mutations.next();
      assertRoundTrip(i % 2 == 0 ? document.toString() : document.toPrettyString());
    }
  }

  /** Comments wherever a line ends. */
  @Test
  void documentsWithMoreCommentsSurvive() throws IOException {
    Random random = new Random(11);
    for (Path file : SharedData.documents("valid")) {
      String formatted = format(Files.readString(file));
      for (int i = 0; i < 8; i++) {
        List<String> lines = new ArrayList<>(formatted.lines().toList());
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
          lines.add(
              random.nextInt(lines.size() + 1), COMMENTS.get(random.nextInt(COMMENTS.size())));
        }
        String text = String.join("\n", lines) + "\n";
        if (JsonTree.read(text).equals(JsonTree.read(formatted))) {
          assertRoundTrip(text);
        }
      }
    }
  }
}

package dev.surety.contract.read;

import dev.surety.contract.Consumer;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads consumers: from {@code surety.consumers} in a contract, or from a small file beside it that
 * holds the same list under the key {@code consumers}.
 */
public final class ConsumerReader {
  private ConsumerReader() {}

  /** The consumers in a file of their own. */
  public static List<Consumer> read(Path file, Problems problems) {
    return YamlReader.read(file, problems)
        .flatMap(node -> MappingReader.of(node, "the file of consumers", problems))
        .map(fields -> file(fields, problems))
        .orElse(List.of());
  }

  private static List<Consumer> file(MappingReader fields, Problems problems) {
    fields.accept("consumers");
    Optional<YamlSequence> list = fields.sequence("consumers");
    fields.require("consumers");
    fields.finish();
    return list.map(nodes -> consumers(nodes, "", problems)).orElse(List.of());
  }

  /** The consumers among the custom properties of a contract or of a record type. */
  public static List<Consumer> inContract(YamlMapping owner, String recordType) {
    // What is wrong with them is reported when the contract is read.
    return SuretySettings.get(owner, SuretySettings.CONSUMERS).orElse(null)
            instanceof YamlSequence list
        ? consumers(list, recordType, new Problems())
        : List.of();
  }

  /** Reads a list of consumers, and reports what is wrong with it. */
  static List<Consumer> consumers(YamlSequence list, String recordType, Problems problems) {
    List<Consumer> consumers = new ArrayList<>();
    for (YamlNode node : list.items()) {
      MappingReader.of(node, "a consumer", problems)
          .ifPresent(fields -> consumer(fields, recordType).ifPresent(consumers::add));
    }
    return consumers;
  }

  private static Optional<Consumer> consumer(MappingReader fields, String recordType) {
    Optional<Text> name = fields.requireString("name");
    List<String> paths =
        fields.strings("fields").stream()
            .map(Text::value)
            .map(path -> recordType.isEmpty() ? path : recordType + "." + path)
            .toList();
    String owner = fields.string("owner").map(Text::value).orElse("");
    fields.finish();
    List<String> relied = paths.isEmpty() && !recordType.isEmpty() ? List.of(recordType) : paths;
    return name.map(text -> new Consumer(text.value(), owner, relied, fields.at()));
  }
}

package dev.surety.pipeline;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.Problems;
import java.util.Optional;

/** Which names may stand in a pipeline file. */
final class Names {
  private static final int MAX_NAME = 80;
  private static final int MAX_TOPIC = 249;

  private Names() {}

  /**
   * The name of a pipeline, source or sink: letters, digits, {@code -} and {@code _}. Without a dot
   * no transactional id prefix can be the beginning of another's (decision 9).
   */
  static Optional<Text> name(Text text, String what, Problems problems) {
    String name = text.value();
    if (!name.isEmpty() && name.length() <= MAX_NAME && allIn(name, "-_")) {
      return Optional.of(text);
    }
    problems.error(
        "bad-name",
        text.at(),
        "'" + name + "' cannot name " + what,
        "use at most " + MAX_NAME + " letters, digits, '-' and '_'");
    return Optional.empty();
  }

  /** A topic's name, as Kafka allows it. */
  static Optional<Text> topic(Text text, Problems problems) {
    String name = text.value();
    boolean legal =
        !name.isEmpty()
            && name.length() <= MAX_TOPIC
            && !name.equals(".")
            && !name.equals("..")
            && allIn(name, "-_.");
    if (legal) {
      return Optional.of(text);
    }
    problems.error(
        "bad-topic",
        text.at(),
        "'" + name + "' cannot name a topic",
        "Kafka allows at most " + MAX_TOPIC + " letters, digits, '.', '_' and '-'");
    return Optional.empty();
  }

  /** A topic's name with room behind it for that of its quarantine topic. */
  static Optional<Text> sourceTopic(Text text, Problems problems) {
    Optional<Text> topic = topic(text, problems);
    int greatest = MAX_TOPIC - Pipeline.QUARANTINE_SUFFIX.length();
    if (topic.isEmpty() || text.value().length() <= greatest) {
      return topic;
    }
    problems.error(
        "bad-topic",
        text.at(),
        "the quarantine topic's name would be longer than Kafka allows",
        "with '"
            + Pipeline.QUARANTINE_SUFFIX
            + "' behind it, it may have at most "
            + MAX_TOPIC
            + " characters");
    return Optional.empty();
  }

  private static boolean allIn(String name, String others) {
    return name.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || others.indexOf(c) >= 0);
  }
}

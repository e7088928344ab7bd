package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a transactional id of a pipeline says: {@code
 * surety.<pipeline>.<sink>.<hash>.<generation>.-<subtask>-<number>}. The connector's INCREMENTING
 * naming adds the last two. A transaction's number is higher than that of every checkpoint that was
 * complete when the transaction began, and no higher than that of the first that covers it.
 *
 * @param generation which line of state the transaction belongs to; 0 for state that has none
 * @param subtask the sink's subtask
 */
public record TransactionalId(long generation, int subtask, long number) {
  private static final int RADIX = 36;
  private static final Pattern TAIL =
      Pattern.compile("(?:([0-9a-z]{1,12})\\.)?-([0-9]{1,9})-([0-9]{1,18})");

  /**
   * What all ids of a sink begin with, whatever their generation. Names have no dot, so no
   * pipeline's ids begin with another's. The hash keeps apart what a broker or a tool might shorten
   * or fold to one case.
   */
  public static String sinkPrefix(String pipeline, String sink) {
    byte[] names = (pipeline + "." + sink).getBytes(StandardCharsets.UTF_8);
    String hash = UUID.nameUUIDFromBytes(names).toString().substring(0, 8);
    return "surety." + pipeline + "." + sink + "." + hash + ".";
  }

  /** What the ids of one generation begin with. */
  public static String prefix(String sinkPrefix, long generation) {
    return generation == 0 ? sinkPrefix : sinkPrefix + Long.toString(generation, RADIX) + ".";
  }

  /** Reads an id of a sink; empty when the connector would not make such a one. */
  public static Optional<TransactionalId> parse(String sinkPrefix, String id) {
    requireNonNull(id, "id");
    if (!id.startsWith(sinkPrefix)) {
      return Optional.empty();
    }
    Matcher tail = TAIL.matcher(id.substring(sinkPrefix.length()));
    if (!tail.matches()) {
      return Optional.empty();
    }
    long generation = tail.group(1) == null ? 0 : Long.parseLong(tail.group(1), RADIX);
    return Optional.of(
        new TransactionalId(
            generation, Integer.parseInt(tail.group(2)), Long.parseLong(tail.group(3))));
  }
}

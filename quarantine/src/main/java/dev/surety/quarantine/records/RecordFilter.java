package dev.surety.quarantine.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.validation.Violation;
import dev.surety.validation.rule.RecordExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which quarantined records are meant; all parts that are given must hold. Immutable.
 *
 * @param rule a violation's rule
 * @param code a violation's code
 * @param path a violation's path, or one above it: {@code card} also means {@code card.token}
 * @param contract the contract that judged: {@code id}, or {@code id version}
 * @param where an expression over {@link #VARIABLES}
 */
public record RecordFilter(
    @Nullable String rule,
    @Nullable String code,
    @Nullable String path,
    @Nullable String contract,
    @Nullable RecordExpression where)
    implements Predicate<Quarantined> {
  /** What an expression can read. */
  public static final List<String> VARIABLES =
      List.of(
          "record",
          "key",
          "headers",
          "violations",
          "contract",
          "version",
          "partition",
          "offset",
          "timestamp_ms",
          "replays");

  /** Every record. */
  public static final RecordFilter ALL = new RecordFilter(null, null, null, null, null);

  @Override
  public boolean test(Quarantined record) {
    return matchesContract(record) && matchesViolation(record) && matchesWhere(record);
  }

  private boolean matchesContract(Quarantined record) {
    return contract == null
        || contract.equals(record.contract())
        || contract.equals(record.contract() + " " + record.contractVersion());
  }

  private boolean matchesViolation(Quarantined record) {
    return (rule == null && code == null && path == null)
        || record.violations().stream().anyMatch(this::matches);
  }

  private boolean matches(Violation violation) {
    return (rule == null || rule.equals(violation.rule()))
        && (code == null || code.equals(violation.code()))
        && (path == null || isAtOrBelow(path, violation.path()));
  }

  private static boolean isAtOrBelow(String above, String path) {
    return path.startsWith(above)
        && (path.length() == above.length() || ".[".indexOf(path.charAt(above.length())) >= 0);
  }

  private boolean matchesWhere(Quarantined record) {
    return where == null || where.isTrue(variables(record));
  }

  /** The values of {@link #VARIABLES}; the record is null when it is no JSON. */
  public static Map<String, @Nullable Object> variables(Quarantined record) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    Optional<JsonValue.Decoded> decoded = JsonValue.read(record.value());
    byte[] key = record.key();
    variables.put("record", decoded.map(JsonValue.Decoded::value).orElse(null));
    variables.put("key", key == null ? null : new String(key, UTF_8));
    variables.put("headers", record.headerTexts());
    variables.put("violations", record.violations().stream().map(RecordFilter::asMap).toList());
    variables.put("contract", record.contract());
    variables.put("version", record.contractVersion());
    variables.put("partition", (long) record.partition());
    variables.put("offset", record.offset());
    variables.put("timestamp_ms", record.timestamp());
    variables.put("replays", (long) record.replays());
    return variables;
  }

  private static Map<String, String> asMap(Violation violation) {
    return Map.of(
        "rule", violation.rule(),
        "path", violation.path(),
        "code", violation.code(),
        "message", violation.message());
  }

  /** The filter in words, for the audit; {@code all} when it lets everything through. */
  public String text() {
    StringBuilder text = new StringBuilder();
    append(text, "rule", rule);
    append(text, "code", code);
    append(text, "path", path);
    append(text, "contract", contract);
    append(text, "where", where == null ? null : requireNonNull(where).source());
    return text.isEmpty() ? "all" : text.toString();
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value);
    }
  }
}

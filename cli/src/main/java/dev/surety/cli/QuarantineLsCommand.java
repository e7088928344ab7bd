package dev.surety.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.KafkaFailure;
import dev.surety.quarantine.records.QuarantineTopic;
import dev.surety.quarantine.records.Quarantined;
import dev.surety.quarantine.records.RecordFilter;
import dev.surety.validation.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code surety quarantine ls}. */
@Command(
    name = "ls",
    description = {
      "Count the records of a pipeline's quarantine topic.",
      "",
      "Reads what is committed when the command begins, from the time that --since gives."
    },
    mixinStandardHelpOptions = true)
final class QuarantineLsCommand implements Callable<Integer> {
  /** How counts are printed. */
  enum Format {
    TEXT,
    JSON
  }

  /** What is counted apart; a record with several violations counts at each of them. */
  enum By {
    RULE(record -> each(record, violation -> violation.rule() + " [" + violation.code() + "]")),
    PATH(record -> each(record, v -> v.path().isEmpty() ? "(record)" : v.path())),
    CONTRACT(record -> List.of(record.contract() + " " + record.contractVersion())),
    PARTITION(record -> List.of(Integer.toString(record.partition()))),
    /** The hour of the record's own timestamp. */
    TIME(
        record ->
            List.of(
                Instant.ofEpochMilli(record.timestamp()).truncatedTo(ChronoUnit.HOURS).toString()));

    private final Function<Quarantined, Collection<String>> groups;

    By(Function<Quarantined, Collection<String>> groups) {
      this.groups = groups;
    }

    private static Collection<String> each(Quarantined record, Function<Violation, String> name) {
      return record.violations().stream().map(name).collect(Collectors.toSet());
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private QuarantineOptions options = new QuarantineOptions();

  @Option(
      names = "--by",
      paramLabel = "rule|path|contract|partition|time",
      description = "What is counted apart. Default: rule.")
  private By by = By.RULE;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "text for people, json for programs.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() throws IOException {
    RecordFilter filter = options.filter();
    Instant since = options.since();
    var chosen = options.choose(spec.commandLine().getErr());
    if (chosen.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    String topic = chosen.get().pipeline().quarantineTopic();
    Map<String, Long> counts = new TreeMap<>();
    long records;
    try (QuarantineTopic quarantine =
        QuarantineTopic.open(KafkaCluster.clientProperties(chosen.get().profile()), topic)) {
      records = count(quarantine, since, filter, counts);
    } catch (KafkaException e) {
      throw KafkaFailure.of(e, "read topic " + topic, chosen.get().profile().bootstrapServers());
    }
    print(topic, records, counts);
    return ExitCode.DONE;
  }

  private long count(
      QuarantineTopic quarantine,
      @Nullable Instant since,
      RecordFilter filter,
      Map<String, Long> counts) {
    long[] records = {0};
    quarantine.read(
        quarantine.range(since),
        read -> {
          Quarantined record = Quarantined.of(read);
          boolean recent = since == null || record.timestamp() >= since.toEpochMilli();
          if (recent && filter.test(record)) {
            records[0]++;
            by.groups.apply(record).forEach(group -> counts.merge(group, 1L, Long::sum));
          }
          return true;
        });
    return records[0];
  }

  private void print(String topic, long records, Map<String, Long> counts) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("topic", topic);
      object.put("records", records);
      object.put("counts", counts);
      out.println(new ObjectMapper().writeValueAsString(object));
    } else {
      counts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .forEach(count -> out.printf("%10d  %s%n", count.getValue(), count.getKey()));
      out.println(ProblemReport.plural(records, "record") + " on " + topic);
    }
    out.flush();
  }
}

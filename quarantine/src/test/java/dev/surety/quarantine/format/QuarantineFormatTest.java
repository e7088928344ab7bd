package dev.surety.quarantine.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.validation.Violation;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineFormatTest {
  private static final Instant JUDGED_AT = Instant.parse("2026-01-02T03:04:05Z");
  private final QuarantineFormat format = new QuarantineFormat("card-risk", "payments", "1.2.0");

  @Test
  void namesTheSourceForConnectReadersAndInOneHeader() {
    List<AddedHeader> headers = headers(List.of(violation("amount", "is too large")));

    assertThat(text(headers, "__connect.errors.topic")).isEqualTo("orders");
    assertThat(text(headers, "__connect.errors.partition")).isEqualTo("3");
    assertThat(text(headers, "__connect.errors.offset")).isEqualTo("42");
    assertThat(text(headers, "surety.source")).isEqualTo("orders-3@42");
    assertThat(text(headers, "surety.pipeline")).isEqualTo("card-risk");
    assertThat(text(headers, "surety.contract")).isEqualTo("payments");
    assertThat(text(headers, "surety.contract.version")).isEqualTo("1.2.0");
    assertThat(text(headers, "surety.time")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(text(headers, "surety.replays")).isEqualTo("0");
  }

  @Test
  void carriesEveryViolationAsJson() throws IOException {
    List<AddedHeader> headers =
        headers(List.of(violation("amount", "says \"no\"\n"), violation("items[2].sku", "é")));

    JsonNode json = new ObjectMapper().readTree(text(headers, "surety.violations"));
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("message").asText()).isEqualTo("says \"no\"\n");
    assertThat(json.get(1).get("path").asText()).isEqualTo("items[2].sku");
    assertThat(json.get(1).get("code").asText()).isEqualTo("code");
    assertThat(text(headers, "surety.violations.count")).isEqualTo("2");
    assertThat(text(headers, "__connect.errors.exception.message"))
        .isEqualTo("amount: says \"no\"\n (and 1 more)");
  }

  @Test
  void staysWithinItsRoomAndSaysHowManyThereWere() throws IOException {
    String long4Bytes = "\uD83D\uDE00".repeat(5000);
    List<AddedHeader> headers =
        headers(Collections.nCopies(1000, violation(long4Bytes, long4Bytes)));

    int size = headers.stream().mapToInt(h -> h.name().length() + h.value().length).sum();
    assertThat(size).isLessThan(QuarantineFormat.MAX_ADDED_BYTES);
    JsonNode json = new ObjectMapper().readTree(text(headers, "surety.violations"));
    assertThat(json.size()).isBetween(1, 999);
    assertThat(text(headers, "surety.violations.count")).isEqualTo("1000");
  }

  @Test
  void survivesALoneSurrogateInAMessage() throws IOException {
    List<AddedHeader> headers = headers(List.of(violation("a", "bad \uD800 escape")));

    JsonNode json = new ObjectMapper().readTree(text(headers, "surety.violations"));
    assertThat(json.get(0).get("message").asText()).isEqualTo("bad ? escape");
  }

  private List<AddedHeader> headers(List<Violation> violations) {
    return format.headers("orders", 3, 42, JUDGED_AT, violations);
  }

  private static Violation violation(String path, String message) {
    return new Violation("rule", path, "code", message);
  }

  private static String text(List<AddedHeader> headers, String name) {
    List<AddedHeader> found = headers.stream().filter(h -> h.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return new String(found.get(0).value(), UTF_8);
  }
}

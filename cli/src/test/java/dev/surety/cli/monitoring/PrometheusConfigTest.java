package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusConfigTest {
  @Test
  void pathsAndNamesWithQuotesStayWhatTheyAre() {
    String text =
        PrometheusConfig.text(
            "o'hara: #1 $x",
            Path.of("/r'u"),
            Path.of("/t"),
            Path.of("/t/watch"),
            Path.of("/e"),
            9093);

    assertThat(DeployFiles.yaml(text).toString())
        .contains("rule_files=[/r'u/*.rules.yml]")
        .contains("job_name=surety-pipeline, file_sd_configs=[{files=[/t/*.json]")
        .contains("job_name=surety-watch, file_sd_configs=[{files=[/t/watch/*.json]")
        .contains("job_name=surety-local, file_sd_configs=[{files=[/e/*.json]")
        .contains("target_label=cluster, replacement=o'hara: #1 $$x")
        .contains("targets=[127.0.0.1:9093]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9250", "kafka-1.example.com:1", "[::1]:65535"})
  void anAddressIsAHostAndAPort(String text) {
    assertThat(Targets.isAddress(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9250",
        "host",
        "host:",
        "host:0",
        "host:65536",
        "a b:1",
        "h\":1",
        "http://h:1"
      })
  void anythingElseIsNone(String text) {
    assertThat(Targets.isAddress(text)).isFalse();
  }

  @Test
  void targetsAreOneGroupForPrometheus() {
    assertThat(Targets.json(List.of("a:1", "[::1]:2")))
        .isEqualTo("[{\"targets\": [\"a:1\", \"[::1]:2\"]}]\n");
  }
}

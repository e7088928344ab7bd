package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @Test
  void readsNamesAndBothKindsOfAddresses() {
    assertThat(HostPort.parse("kafka-1:9092")).isEqualTo(new HostPort("kafka-1", 9092));
    assertThat(HostPort.parse("[::1]:2181")).isEqualTo(new HostPort("::1", 2181));
    assertThat(HostPort.parse("[::1]:2181")).hasToString("[::1]:2181");
  }

  @Test
  void aUrlWithoutAPortHasThatOfItsScheme() {
    assertThat(HostPort.of(URI.create("https://flink.example/x")).port()).isEqualTo(443);
    assertThat(HostPort.of(URI.create("http://flink.example")).port()).isEqualTo(80);
    assertThat(HostPort.of(URI.create("http://flink.example:8081")).port()).isEqualTo(8081);
  }

  @Test
  void aUrlIsShownWithoutItsPassword() {
    assertThat(JsonHttp.shown(URI.create("http://me:secret@registry.example:8080/v7")))
        .isEqualTo("http://registry.example:8080/v7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", ":9092", "kafka:", "kafka:x", "kafka:99999", ""})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not host:port");
  }
}

package dev.surety.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ann:CANARY@host:80/path",
        "http://CANARY@host/",
        "sasl.jaas.config: PlainLoginModule required username=\"ann\" password=\"CANARY\";",
        "ssl.keystore.password=CANARY",
        "password = 'CANARY and more'",
        "{\"client_secret\": \"CANARY\"}",
        "Password: CANARY, user: ann",
        "api_key=CANARY&x=1",
      })
  void credentialsAreTakenOut(String text) {
    assertThat(Secrets.masked(text)).doesNotContain("CANARY").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kafka at 127.0.0.1:9092: Connection refused",
        "http://127.0.0.1:8081/subjects cannot be had",
        "sent to ann@example.org",
        "no password is set",
        "ssl.key.password = [hidden]",
      })
  void otherTextStaysAsItIs(String text) {
    assertThat(Secrets.masked(text)).isEqualTo(text);
  }

  @Test
  void aTextThatIsMadeToTakeLongDoesNot() {
    String text = "://".repeat(20_000) + "password".repeat(20_000) + "=".repeat(20_000);

    assertThat(Secrets.masked(text)).isNotEmpty();
  }
}

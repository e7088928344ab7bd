package dev.surety.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {
  @Test
  void theTraceOfTheEnvironmentIsTakenOn() {
    assertThat(ProcessIdentity.traceId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0af7651916cd43dd8448eb211c80319c",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
      })
  void withoutAUsableOneATraceBegins(String traceparent) {
    assertThat(ProcessIdentity.traceId(traceparent))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(ProcessIdentity.traceId(traceparent));
  }

  @Test
  void aServerHasItsOwnRunAndTheTraceOfWhoStartsIt() {
    String trace = property(ProcessIdentity.jvmOptions("kafka-1"), "surety.trace.id");
    String other = property(ProcessIdentity.jvmOptions("kafka-2"), "surety.trace.id");

    assertThat(trace).matches("[0-9a-f]{32}").isEqualTo(other);
    assertThat(property(ProcessIdentity.jvmOptions("kafka-1"), "surety.run.id"))
        .isNotEqualTo(property(ProcessIdentity.jvmOptions("kafka-1"), "surety.run.id"));
  }

  private static String property(Iterable<String> options, String name) {
    for (String option : options) {
      if (option.startsWith("-D" + name + "=")) {
        return option.substring(name.length() + 3);
      }
    }
    throw new AssertionError(name + " is not among " + options);
  }
}

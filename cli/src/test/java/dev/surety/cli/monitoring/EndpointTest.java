package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
  @TempDir private Path dir;

  @Test
  void isAFileForPrometheusThatNamesItsJob() throws IOException {
    Endpoint.announce(dir.resolve("endpoints"), Endpoint.PIPELINE, "orders", 9250);

    assertThat(dir.resolve("endpoints/surety-pipeline-orders.json"))
        .hasContent(
            "[{\"targets\": [\"127.0.0.1:9250\"], \"labels\": {\"job\": \"surety-pipeline\"}}]");
  }

  @Test
  void isGoneWhenItIsWithdrawn() throws IOException {
    Endpoint endpoint = Endpoint.announce(dir, Endpoint.WATCH, "9404", 9404);

    endpoint.withdraw();

    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void staysWhenAnotherProcessHasTakenTheName() throws IOException {
    Endpoint first = Endpoint.announce(dir, Endpoint.PIPELINE, "orders", 9250);
    Endpoint.announce(dir, Endpoint.PIPELINE, "orders", 9251);

    first.withdraw();

    assertThat(dir.resolve("surety-pipeline-orders.json")).content().contains("127.0.0.1:9251");
  }
}

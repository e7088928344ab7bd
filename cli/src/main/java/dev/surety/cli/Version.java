package dev.surety.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, filled in by the build. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/surety-versions.properties")) {
      versions.load(in);
    }
    return new String[] {
      "surety " + versions.getProperty("surety"),
      "Apache Flink "
          + versions.getProperty("flink")
          + ", Kafka clients "
          + versions.getProperty("kafka")
          + ", Kafka connector "
          + versions.getProperty("connector"),
      "Java " + System.getProperty("java.version")
    };
  }
}

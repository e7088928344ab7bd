package dev.surety.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, filled in by the build. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Map<String, String> versions = all();
    return new String[] {
      "surety " + versions.get("surety"),
      "Apache Flink "
          + versions.get("flink")
          + ", Kafka clients "
          + versions.get("kafka")
          + ", Kafka connector "
          + versions.get("connector"),
      "Java " + System.getProperty("java.version")
    };
  }

  /** Versions of {@code surety}, {@code flink}, {@code kafka} and {@code connector}. */
  static Map<String, String> all() {
    Properties versions = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/surety-versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the build puts this file beside the class", e);
    }
    Map<String, String> all = new TreeMap<>();
    versions.stringPropertyNames().forEach(name -> all.put(name, versions.getProperty(name)));
    return all;
  }
}

package dev.surety.watch.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.net.URI;
import java.time.Duration;

/** Asks a schema registry for its subjects. */
final class RegistryProbe implements Probe {
  private final Id id;
  private final JsonHttp http;

  RegistryProbe(URI url, Duration connectTimeout) {
    this.id = new Id("registry", JsonHttp.shown(url));
    this.http = new JsonHttp(url, connectTimeout);
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException, InterruptedException {
    JsonNode subjects = http.get("/subjects", deadline);
    if (!subjects.isArray()) {
      throw new ProbeException("/subjects did not answer a list");
    }
    samples.add(WatchMetric.REGISTRY_SUBJECTS, subjects.size());
  }
}

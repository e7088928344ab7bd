package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.logging.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.message.MapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeEventsTest {
  private static final Probe.Id REGISTRY = new Probe.Id("registry", "http://127.0.0.1:8081");

  private final Recorder recorder = new Recorder();
  private final Logger logger = (Logger) LogManager.getLogger(EventLog.LOGGER);
  private final ManualClock clock = new ManualClock();
  private final ProbeEvents events = new ProbeEvents(clock);

  @BeforeEach
  void record() {
    recorder.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(recorder);
  }

  @AfterEach
  void stopRecording() {
    logger.removeAppender(recorder);
    recorder.stop();
  }

  @Test
  void aFailureIsToldOnceAndItsEndWithHowLongItWas() {
    events.changed(REGISTRY, "", "no answer in time");
    events.changed(REGISTRY, "no answer in time", "no answer in time");
    clock.advance(Duration.ofSeconds(90));
    events.changed(REGISTRY, "no answer in time", "");

    assertThat(recorder.fields).hasSize(2);
    assertThat(recorder.fields.get(0))
        .containsEntry("event.action", "probe.failed")
        .containsEntry("surety.probe.name", "registry")
        .containsEntry("error.message", "no answer in time");
    assertThat(recorder.fields.get(1))
        .containsEntry("event.action", "probe.recovered")
        .containsEntry("event.start", "2026-11-21T12:00:00Z")
        .containsEntry("event.duration", 90_000_000_000L);
  }

  @Test
  void anotherReasonIsToldAndTheOutageIsStillOne() {
    events.changed(REGISTRY, "", "no answer in time");
    clock.advance(Duration.ofSeconds(30));
    events.changed(REGISTRY, "no answer in time", "refused");
    clock.advance(Duration.ofSeconds(30));
    events.changed(REGISTRY, "refused", "");

    assertThat(recorder.fields)
        .extracting(fields -> fields.get("event.action"))
        .containsExactly("probe.failed", "probe.failed", "probe.recovered");
    assertThat(recorder.fields.get(2)).containsEntry("event.duration", 60_000_000_000L);
  }

  @Test
  void aProbeThatSucceedsSaysNothing() {
    events.changed(REGISTRY, "", "");

    assertThat(recorder.fields).isEmpty();
  }

  private static final class Recorder extends AbstractAppender {
    final List<Map<String, Object>> fields = new ArrayList<>();

    Recorder() {
      super("recorder", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      fields.add(new HashMap<>(((MapMessage<?, ?>) event.getMessage()).getData()));
    }
  }
}

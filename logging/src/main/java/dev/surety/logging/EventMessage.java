package dev.surety.logging;

import java.util.Map;
import org.apache.logging.log4j.message.MapMessage;

/**
 * An event on its way through Log4j. A text layout shows its sentence; a JSON layout finds its
 * fields as a map, with numbers as numbers, which key-value pairs of SLF4J would not be: Log4j
 * passes those on as text.
 */
final class EventMessage extends MapMessage<EventMessage, Object> {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  EventMessage(String sentence, Map<String, Object> fields) {
    super(fields);
    this.sentence = sentence;
  }

  @Override
  public EventMessage newInstance(Map<String, Object> fields) {
    return new EventMessage(sentence, fields);
  }

  @Override
  public String getFormattedMessage() {
    return sentence;
  }

  @Override
  public String getFormattedMessage(String[] formats) {
    return sentence;
  }

  @Override
  public void formatTo(StringBuilder buffer) {
    buffer.append(sentence);
  }

  @Override
  public void formatTo(String[] formats, StringBuilder buffer) {
    buffer.append(sentence);
  }

  @Override
  public String toString() {
    return sentence;
  }

  /** Two events are never the same, whatever they say. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

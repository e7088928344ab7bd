package dev.surety.contract.convert;

import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as people read it: indented by two spaces, lists of scalars in one line. */
final class JsonText {
  private static final int MAX_WIDTH = 100;

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** The text of maps, lists, strings, numbers, booleans and nulls, ending in a line break. */
  static String of(Object value) {
    JsonText text = new JsonText();
    text.write(value, 0);
    return text.out.append('\n').toString();
  }

  /** A tree of YAML as such a value; what YAML 1.2 knows and JSON does not becomes a string. */
  static @Nullable Object value(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> map.put(entry.key().value(), value(entry.value())));
      return map;
    }
    if (node instanceof YamlSequence list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(value(item)));
      return values;
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.kind()) {
      case STRING -> scalar.value();
      case NULL -> null;
      case BOOLEAN -> scalar.booleanValue().orElseThrow();
      case INTEGER, NUMBER -> scalar.number().<Object>map(n -> n).orElse(scalar.value());
    };
  }

  private void write(@Nullable Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      open('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        line(indent + 2);
        quote(String.valueOf(entry.getKey()));
        out.append(": ");
        write(entry.getValue(), indent + 2);
        separator = ",";
      }
      line(indent);
      out.append('}');
    } else if (value instanceof List<?> list && !fits(list, indent)) {
      open('[');
      String separator = "";
      for (Object item : list) {
        out.append(separator);
        line(indent + 2);
        write(item, indent + 2);
        separator = ",";
      }
      line(indent);
      out.append(']');
    } else {
      inline(value);
    }
  }

  private static boolean fits(List<?> list, int indent) {
    boolean scalars =
        list.stream().noneMatch(item -> item instanceof Map || item instanceof List<?>);
    if (!scalars) {
      return false;
    }
    JsonText text = new JsonText();
    text.inline(list);
    return text.out.length() + indent <= MAX_WIDTH;
  }

  private void open(char bracket) {
    out.append(bracket);
  }

  private void line(int indent) {
    out.append('\n').append(" ".repeat(indent));
  }

  private void inline(@Nullable Object value) {
    if (value instanceof Map) {
      out.append("{}");
    } else if (value instanceof List<?> list) {
      out.append('[');
      String separator = "";
      for (Object item : list) {
        out.append(separator);
        inline(item);
        separator = ", ";
      }
      out.append(']');
    } else if (value instanceof BigDecimal number) {
      out.append(plain(number));
    } else if (value == null || value instanceof Boolean || value instanceof Number) {
      out.append(value);
    } else {
      quote(value.toString());
    }
  }

  /** Digits as long as a person reads them, else with an exponent. */
  private static String plain(BigDecimal number) {
    boolean isShort = Math.abs(number.scale()) <= 40;
    return isShort ? number.toPlainString() : number.toString();
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean escaped = c < ' ' || Character.isSurrogate(c) && !isPair(text, i);
          out.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
      }
    }
    out.append('"');
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}

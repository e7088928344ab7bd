package dev.surety.validation.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.surety.validation.Limits;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Unreadable;
import dev.surety.validation.type.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a JSON value by RFC 8259, strictly: UTF-8 without a byte order mark, no comments, no
 * {@code NaN}, nothing after the value. Whatever is wrong is a finding; an exception would be a
 * bug. Messages say where, never what: at that point nobody knows whether it is classified.
 *
 * <p>Objects become {@code Map<String, Object>}, arrays {@code List}, numbers {@code Long} or
 * {@code BigDecimal}, null {@code null}. Of two members with one name the first is kept.
 *
 * <p>An escaped half of a surrogate pair ({@code "\}{@code ud800"}) is grammatical JSON and no
 * character: it cannot be written as UTF-8 again and every consumer makes something else of it, so
 * it is a violation (I-JSON, RFC 7493, forbids it too). In the name of a member it is malformed
 * JSON.
 */
final class JsonDecoder {
  /** Digits, sign, point and exponent together; no measured value needs a tenth of it. */
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.DEEPEST + 1)
                  // Ours come first, and let the rest of the record be read.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // The table of names is shared between records: whether it overflows depends on records
          // before this one, and the verdict must not.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final Limits limits;
  private final Findings findings;
  private final byte[] bytes;
  private final boolean escapes;
  private final Path path = new Path();

  /** Whether the parser was asked for the name of the next member; it reads into the value then. */
  private boolean betweenMembers;

  private @Nullable String previousMember;

  private JsonDecoder(Limits limits, Findings findings, byte[] bytes) {
    this.limits = limits;
    this.findings = findings;
    this.bytes = bytes;
    this.escapes = contains(bytes, (byte) '\\');
  }

  /** Nothing more of the value can be read. The finding has been reported. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  static Decoded decode(byte[] bytes, Limits limits, Findings findings) {
    if (bytes.length == 0) {
      findings.add(ViolationCode.EMPTY_VALUE, "json", List.of(), "The value has no bytes.");
      return Decoded.NOTHING;
    }
    if (bytes.length > limits.maxBytes()) {
      findings.add(
          ViolationCode.TOO_LARGE,
          "maxBytes",
          List.of(),
          "The value has " + bytes.length + " bytes; the limit is " + limits.maxBytes() + ".");
      return Decoded.NOTHING;
    }
    String encoding = wrongEncoding(bytes);
    if (encoding != null) {
      findings.add(ViolationCode.INVALID_ENCODING, "encoding", List.of(), encoding);
      return Decoded.NOTHING;
    }
    return new JsonDecoder(limits, findings, bytes).document();
  }

  /** Checked before Jackson sees the bytes: it would detect UTF-16 and UTF-32, and go on. */
  private static @Nullable String wrongEncoding(byte[] bytes) {
    int invalid = Utf8.firstInvalid(bytes);
    if (invalid >= 0) {
      return "The value is not UTF-8 at byte offset " + invalid + ".";
    }
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      return "The value begins with a byte order mark, which JSON does not allow.";
    }
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      if (bytes[i] == 0) {
        return "The value has a zero byte at byte offset "
            + i
            + ", as UTF-16 and UTF-32 have; JSON is UTF-8.";
      }
    }
    return null;
  }

  private Decoded document() {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      try {
        JsonToken first = parser.nextToken();
        if (first == null) {
          malformed("The value is white space only.");
          return Decoded.NOTHING;
        }
        Object value = value(parser, first, 0);
        return trailing(parser) ? Decoded.NOTHING : new Decoded(true, value);
      } catch (JsonProcessingException e) {
        malformed(e, parser.currentName());
        return Decoded.NOTHING;
      } catch (Stop e) {
        return Decoded.NOTHING;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private boolean trailing(JsonParser parser) throws IOException {
    JsonLocation at;
    try {
      if (parser.nextToken() == null) {
        return false;
      }
      at = parser.currentTokenLocation();
    } catch (JsonProcessingException e) {
      at = e.getLocation();
    }
    path.clear();
    add(ViolationCode.TRAILING_DATA, "Something follows the JSON value" + describe(at) + ".");
    return true;
  }

  private @Nullable Object value(JsonParser parser, JsonToken token, int depth)
      throws IOException, Stop {
    return switch (token) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser, int depth)
      throws IOException, Stop {
    checkDepth(parser, depth);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    previousMember = null;
    for (String name = nextName(parser); name != null; name = nextName(parser)) {
      path.push(name);
      JsonToken token = parser.nextToken();
      Object value = value(parser, token, depth);
      if (members.containsKey(name)) {
        add(ViolationCode.DUPLICATE_KEY, "The object has this member more than once.");
      } else {
        members.put(name, value);
      }
      path.pop();
      previousMember = name;
    }
    return members;
  }

  private @Nullable String nextName(JsonParser parser) throws IOException {
    betweenMembers = true;
    String name = parser.nextFieldName();
    betweenMembers = false;
    return name;
  }

  private List<@Nullable Object> array(JsonParser parser, int depth) throws IOException, Stop {
    checkDepth(parser, depth);
    List<@Nullable Object> items = new ArrayList<>();
    while (true) {
      // Before the token is read, so that it is on the path if there is none.
      path.push(items.size());
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        path.pop();
        return items;
      }
      items.add(value(parser, token, depth));
      path.pop();
    }
  }

  private void checkDepth(JsonParser parser, int depth) throws Stop {
    if (depth > limits.maxDepth()) {
      add(
          ViolationCode.TOO_DEEP,
          "Objects and arrays are nested more than "
              + limits.maxDepth()
              + " deep"
              + describe(parser.currentTokenLocation())
              + ".");
      throw new Stop();
    }
  }

  private Object string(String text) {
    if (escapes && hasLoneSurrogate(text)) {
      add(ViolationCode.LONE_SURROGATE, "The string contains half of a surrogate pair.");
      return Unreadable.VALUE;
    }
    return text;
  }

  private Object integer(JsonParser parser) throws IOException {
    return parser.getTextLength() <= 18 ? (Object) parser.getLongValue() : number(parser);
  }

  private Object number(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    if (length > MAX_NUMBER_LENGTH) {
      add(
          ViolationCode.NUMBER_TOO_LONG,
          "The number has " + length + " characters; the limit is " + MAX_NUMBER_LENGTH + ".");
      return Unreadable.VALUE;
    }
    BigDecimal number = Numbers.parse(parser.getText());
    if (number == null) {
      add(
          ViolationCode.NUMBER_OUT_OF_RANGE,
          "The number's exponent is beyond ±" + Numbers.MAX_EXPONENT + ".");
      return Unreadable.VALUE;
    }
    return number;
  }

  private void malformed(JsonProcessingException e, @Nullable String member) {
    if (betweenMembers && member != null && !member.equals(previousMember)) {
      path.push(member);
    }
    JsonLocation at = e.getLocation();
    boolean truncated = e instanceof JsonEOFException || isCutLiteral(at);
    malformed(
        truncated
            ? "The value is truncated: it ends" + describe(at) + ", before the JSON value does."
            : "The value is not JSON: an unexpected character" + describe(at) + ".");
  }

  /** Whether the value ends inside {@code true}, {@code false} or {@code null}. */
  private boolean isCutLiteral(@Nullable JsonLocation at) {
    if (at == null || at.getByteOffset() < 0 || bytes.length - at.getByteOffset() > 5) {
      return false;
    }
    int from = (int) at.getByteOffset();
    String rest = new String(bytes, from, bytes.length - from, US_ASCII);
    return "true".startsWith(rest) || "false".startsWith(rest) || "null".startsWith(rest);
  }

  private void malformed(String message) {
    add(ViolationCode.MALFORMED_JSON, message);
  }

  private static String describe(@Nullable JsonLocation at) {
    return at == null
        ? ""
        : " at line "
            + at.getLineNr()
            + ", column "
            + at.getColumnNr()
            + " (byte offset "
            + at.getByteOffset()
            + ")";
  }

  private void add(ViolationCode code, String message) {
    findings.add(code, "json", path.snapshot(), message);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}

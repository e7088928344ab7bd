package dev.surety.validation.type;

import dev.surety.contract.LogicalType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The string formats that are known: those of ODCS and the checkable ones of JSON Schema. */
public enum StringFormat {
  UUID("a UUID", StringFormat::isUuid),
  EMAIL("an e-mail address", StringFormat::isEmail),
  URI("a URI", text -> isUri(text, true)),
  URI_REFERENCE("a URI reference", text -> isUri(text, false)),
  HOSTNAME("a host name", StringFormat::isHostname),
  IPV4("an IPv4 address", StringFormat::isIpv4),
  IPV6("an IPv6 address", StringFormat::isIpv6),
  DATE("a date (RFC 3339)", temporal(LogicalType.DATE, false)),
  DATE_TIME("a date and time with offset (RFC 3339)", temporal(LogicalType.TIMESTAMP, true)),
  TIME("a time with offset (RFC 3339)", temporal(LogicalType.TIME, true)),
  /** OpenAPI's name for base64. */
  BYTE("base64", StringFormat::isBase64),
  BASE64("base64", StringFormat::isBase64),
  /** Says what the string is for; there is nothing to check. */
  PASSWORD("a password", text -> true),
  /** Says what the string is for; there is nothing to check. */
  BINARY("binary data", text -> true);

  private final String meaning;

  // Pure functions of the text.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Predicate<String> check;

  StringFormat(String meaning, Predicate<String> check) {
    this.meaning = meaning;
    this.check = check;
  }

  /** The format of that name. */
  public static Optional<StringFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.odcsName().equals(name)).findFirst();
  }

  /** The names that a contract may use. */
  public static List<String> names() {
    return Arrays.stream(values()).map(StringFormat::odcsName).toList();
  }

  /** The name that a contract uses. */
  public String odcsName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is, with its article. */
  public String meaning() {
    return meaning;
  }

  /** Whether the text has the format. */
  public boolean matches(String text) {
    return check.test(text);
  }

  private static Predicate<String> temporal(LogicalType type, boolean offset) {
    TemporalFormat format = TemporalFormat.iso(type, offset ? Boolean.TRUE : null);
    return text -> format.parse(text) != null;
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean good = dash ? c == '-' : isHex(c);
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /**
   * RFC 5321's mailbox with a dot-atom or quoted local part, and a host name or address literal.
   */
  private static boolean isEmail(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at > 64) {
      return false;
    }
    String domain = text.substring(at + 1);
    boolean goodDomain =
        (domain.startsWith("[") && domain.endsWith("]"))
            ? isAddressLiteral(domain.substring(1, domain.length() - 1))
            : isHostname(domain);
    String local = text.substring(0, at);
    return goodDomain && (isDotAtom(local) || isQuotedString(local));
  }

  private static boolean isAddressLiteral(String text) {
    return text.startsWith("IPv6:") ? isIpv6(text.substring(5)) : isIpv4(text);
  }

  private static boolean isDotAtom(String text) {
    boolean afterDot = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (afterDot) {
          return false;
        }
        afterDot = true;
      } else if (isAlphanumeric(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0) {
        afterDot = false;
      } else {
        return false;
      }
    }
    return !afterDot;
  }

  private static boolean isQuotedString(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
      return false;
    }
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if ((c == '\\') && (i + 1 < text.length() - 1)) {
        i++;
      } else if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHostname(String text) {
    if (text.isEmpty() || text.length() > 253) {
      return false;
    }
    int label = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (label == 0 || label > 63 || text.charAt(i - 1) == '-') {
          return false;
        }
        label = 0;
      } else if (isAlphanumeric(c) || (c == '-' && label > 0)) {
        label++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv4(String text) {
    int parts = 0;
    int from = 0;
    while (from <= text.length()) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      if (!isOctet(text, from, to)) {
        return false;
      }
      parts++;
      from = to + 1;
    }
    return parts == 4;
  }

  private static boolean isOctet(String text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return false;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      value = value * 10 + c - '0';
    }
    return value <= 255;
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    String head = text.substring(0, gap);
    String tail = text.substring(gap + 2);
    int before = head.isEmpty() ? 0 : groups(head, false);
    int after = tail.isEmpty() ? 0 : groups(tail, true);
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** How many 16-bit groups the text has; -1 when it has something else. */
  private static int groups(String text, boolean mayEndInIpv4) {
    if (text.length() > 45) {
      return -1;
    }
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (mayEndInIpv4 && i == parts.length - 1 && part.indexOf('.') >= 0) {
        if (!isIpv4(part)) {
          return -1;
        }
        groups += 2;
      } else if (part.isEmpty()
          || part.length() > 4
          || !part.chars().allMatch(c -> isHex((char) c))) {
        return -1;
      } else {
        groups++;
      }
    }
    return groups;
  }

  private static boolean isUri(String text, boolean absolute) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return false;
    }
    try {
      URI uri = new URI(text);
      return (!absolute || uri.isAbsolute()) && isAuthority(uri.getRawAuthority());
    } catch (URISyntaxException e) {
      // That is the answer: the JDK's parser is the check.
      return false;
    }
  }

  /** RFC 3986's host and port; the JDK lets any text of RFC 2396 pass as an authority. */
  private static boolean isAuthority(@Nullable String authority) {
    if (authority == null) {
      return true;
    }
    int at = authority.indexOf('@');
    String host = authority.substring(at + 1);
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.length();
    if (end == 0 && !host.isEmpty()) {
      return false;
    }
    boolean goodHost =
        !host.startsWith("[") || host.startsWith("[v") || isIpv6(host.substring(1, end - 1));
    int colon = host.indexOf(':', host.startsWith("[") ? end : 0);
    return goodHost
        && host.indexOf('@') < 0
        && (colon < 0 || host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static boolean isBase64(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      return false;
    }
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    for (int i = 0; i < length - padding; i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '+' && c != '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}

package dev.surety.oracle;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of card transactions once more, by hand. */
final class PlainTransactionCheck {
  private static final Set<String> CURRENCIES =
      Set.of(
          "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "NOK", "PLN", "SEK", "SGD",
          "USD");
  private static final Set<String> CHANNELS =
      Set.of("POS", "CONTACTLESS", "ATM", "ONLINE", "RECURRING");
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  private final Set<Defect> found = EnumSet.noneOf(Defect.class);

  private PlainTransactionCheck() {}

  /** Every defect of a value. */
  static Set<Defect> defectsOf(byte[] value) {
    PlainTransactionCheck check = new PlainTransactionCheck();
    try {
      check.record(map(StrictJson.parse(value)));
    } catch (StrictJson.Unreadable e) {
      check.found.add(e.defect);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(new String(value, StandardCharsets.UTF_8), e);
    }
    return check.found;
  }

  private void record(Map<?, ?> record) {
    String id = required(record, "transaction_id", String.class);
    if (id != null && (!UUID.fromString(id).toString().equals(id) || id.charAt(14) != '4')) {
      throw new IllegalStateException("no UUID: " + id);
    }
    check(required(record, "account_id", String.class), "ACC-[0-9]{9}", Defect.MALFORMED_ACCOUNT);
    card(required(record, "card", Map.class));
    BigDecimal amount = required(record, "amount", BigDecimal.class);
    if (amount != null && (amount.signum() <= 0 || amount.compareTo(MILLION) > 0)) {
      found.add(Defect.AMOUNT_OUT_OF_RANGE);
    } else if (amount != null && amount.scale() != 2) {
      throw new IllegalStateException("not two decimals: " + amount);
    }
    String currency = required(record, "currency", String.class);
    if (currency != null && !CURRENCIES.contains(currency)) {
      found.add(Defect.UNKNOWN_CURRENCY);
    }
    merchant(required(record, "merchant", Map.class));
    String channel = required(record, "channel", String.class);
    insist(CHANNELS.contains(channel), "channel " + channel);
    List<?> checks = required(record, "checks", List.class);
    insist(checks != null && Set.of("CHIP", "PIN", "CVV", "3DS").containsAll(checks), "checks");
    insist(!"ONLINE".equals(channel) || record.containsKey("device"), "device");
    if (record.containsKey("device")) {
      device(map(record.get("device")));
    }
    times(required(record, "occurred_at", String.class), (String) record.get("settled_at"));
  }

  private void card(@Nullable Map<?, ?> card) {
    if (card != null) {
      String token = required(card, "token", String.class);
      insist(token == null || token.matches("tok_[0-9a-f]{24}"), "token");
      insist(Set.of("VISA", "MASTERCARD", "AMEX").contains(text(card, "network")), "network");
      insist(text(card, "last_four").matches("[0-9]{4}"), "last_four");
    }
  }

  private void merchant(@Nullable Map<?, ?> merchant) {
    if (merchant != null) {
      insist(text(merchant, "id").matches("M-[0-9]{6}"), "merchant id");
      insist(!text(merchant, "name").isEmpty(), "merchant name");
      insist(text(merchant, "category").matches("[0-9]{4}"), "category");
      insist(text(merchant, "country").matches("[A-Z]{2}"), "country");
    }
  }

  private static void device(Map<?, ?> device) {
    insist(text(device, "id").matches("dev_[0-9a-f]{16}"), "device id");
    insist(text(device, "ip").matches("10(\\.(0|[1-9][0-9]{0,2})){3}"), "ip");
    insist(!text(device, "user_agent").isEmpty(), "user agent");
  }

  private void times(@Nullable String occurredAt, @Nullable String settledAt) {
    Instant occurred = occurredAt == null ? null : instant(occurredAt);
    Instant settled = settledAt == null ? null : instant(settledAt);
    if (occurred != null && settled != null && settled.isBefore(occurred)) {
      found.add(Defect.SETTLED_BEFORE_IT_OCCURRED);
    }
  }

  private @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      found.add(Defect.MALFORMED_TIMESTAMP);
      return null;
    }
  }

  private <T> @Nullable T required(Map<?, ?> object, String name, Class<T> type) {
    Object value = object.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    } else if (!object.containsKey(name)) {
      found.add(Defect.MISSING_REQUIRED_FIELD);
    } else {
      found.add(value == null ? Defect.NULL_REQUIRED_FIELD : Defect.WRONG_TYPE);
    }
    return null;
  }

  private void check(@Nullable String value, String pattern, Defect otherwise) {
    if (value != null && !value.matches(pattern)) {
      found.add(otherwise);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("not an object: " + value);
  }

  private static String text(Map<?, ?> object, String name) {
    if (object.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalStateException(name + " is no text: " + object);
  }

  /** What no defect befalls must always be right. */
  private static void insist(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}

package dev.surety.oracle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.surety.oracle.World.Country;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a transaction as JSON, whole or broken in one labelled way. */
final class TransactionWriter {
  @SuppressWarnings("ImmutableEnumChecker") // bytes ready to be written, never changed
  private enum Field {
    TRANSACTION_ID("transaction_id", "1234567890"),
    ACCOUNT_ID("account_id", "[\"ACC-000000017\"]"),
    CARD_TOKEN("token", "false"),
    AMOUNT("amount", "\"12.34\""),
    CURRENCY("currency", "978"),
    MERCHANT("merchant", "\"M-000017\""),
    OCCURRED_AT("occurred_at", "{\"seconds\":1767571200}"),
    CARD("card", ""),
    NETWORK("network", ""),
    LAST_FOUR("last_four", ""),
    CHANNEL("channel", ""),
    CHECKS("checks", ""),
    DEVICE("device", ""),
    SETTLED_AT("settled_at", "");

    /** The ones that defects of structure befall: all are required. */
    static final List<Field> TARGETS =
        List.of(TRANSACTION_ID, ACCOUNT_ID, CARD_TOKEN, AMOUNT, CURRENCY, MERCHANT, OCCURRED_AT);

    final byte[] name;
    final byte[] wrongType;

    Field(String name, String wrongType) {
      this.name = ('"' + name + "\":").getBytes(US_ASCII);
      this.wrongType = wrongType.getBytes(US_ASCII);
    }
  }

  private static final byte[] NULL = bytes("null");
  private static final byte[] ACCOUNT_PREFIX = bytes("ACC-");
  private static final byte[] TOKEN_PREFIX = bytes("tok_");
  private static final byte[] DEVICE_ID = bytes("{\"id\":\"dev_");
  private static final byte[] DEVICE_IP = bytes("\",\"ip\":\"");
  private static final byte[] DEVICE_AGENT = bytes("\",\"user_agent\":\"");
  private static final byte[] END = bytes("\"}");
  private static final byte[][] NETWORKS = {
    bytes("\"VISA\""), bytes("\"MASTERCARD\""), bytes("\"AMEX\"")
  };
  private static final byte[][] AGENTS = {
    bytes("CardWallet/7.2 (Android 15)"),
    bytes("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101"),
    bytes("ShopApp/3.14 (iOS 19.1)"),
  };
  private static final byte[][] CURRENCIES =
      World.COUNTRIES.stream()
          .map(Country::currency)
          .map(code -> bytes('"' + code + '"'))
          .toArray(byte[][]::new);

  private static final byte[][] AMOUNTS_OUT_OF_RANGE = {
    bytes("0.00"), bytes("-12.34"), bytes("1000000.01"), bytes("1E+12"),
  };
  // The last one keeps the pattern for an engine whose `$` also matches before a final line feed.
  private static final byte[][] MALFORMED_ACCOUNTS = {
    bytes("\"ACC-12345678\""),
    bytes("\"ACC-1234567890\""),
    bytes("\"acc-123456789\""),
    bytes("\"ACC-12345678X\""),
    bytes("\"ACC-123456789\\n\""),
  };
  private static final byte[][] UNKNOWN_CURRENCIES = {
    bytes("\"XXX\""), bytes("\"eur\""), bytes("\"EURO\""), bytes("\"\""),
  };
  private static final byte[][] MALFORMED_TIMESTAMPS = {
    bytes("\"2026-13-05T08:30:00.000Z\""),
    bytes("\"2026-02-30T08:30:00.000Z\""),
    bytes("\"2026-01-05T25:30:00.000Z\""),
    bytes("\"05/01/2026 08:30\""),
    bytes("\"yesterday\""),
  };
  private static final byte[][] TRAILING = {
    bytes("}"), bytes("{}"), bytes(" trailing"), bytes("\0"), bytes(",")
  };
  // Of two bytes each, so that they replace the beginning of any name without moving its end.
  private static final byte[][] NO_UTF8 = {
    {(byte) 0xC3, 0x28}, {(byte) 0xFF, (byte) 0xFE}, {(byte) 0xC0, (byte) 0xAF}, {(byte) 0x80, 0x41}
  };

  private final JsonBuffer out = new JsonBuffer();
  private @Nullable Defect defect;
  private int variant;
  private @Nullable Field target;
  private boolean first;
  private int merchantNameAt;

  /**
   * The value's bytes.
   *
   * @param defect what to break; null for a record that keeps its contract
   * @param variant any non-negative number: which form of the defect
   */
  byte[] write(Transaction transaction, @Nullable Defect defect, int variant) {
    this.defect = defect;
    this.variant = variant;
    this.target = target(defect, variant);
    out.clear();
    writeRecord(transaction);
    if (defect != null) {
      breakBytes(defect);
    }
    return out.copy();
  }

  private static @Nullable Field target(@Nullable Defect defect, int variant) {
    return defect == Defect.MISSING_REQUIRED_FIELD
            || defect == Defect.NULL_REQUIRED_FIELD
            || defect == Defect.WRONG_TYPE
        ? Field.TARGETS.get(variant % Field.TARGETS.size())
        : null;
  }

  private void writeRecord(Transaction transaction) {
    open();
    if (begin(Field.TRANSACTION_ID)) {
      out.uuid(transaction.idHigh, transaction.idLow);
    }
    if (begin(Field.ACCOUNT_ID) && !instead(Defect.MALFORMED_ACCOUNT, MALFORMED_ACCOUNTS)) {
      out.put('"').put(ACCOUNT_PREFIX).digits(accountNumber(transaction.account), 9).put('"');
    }
    begin(Field.CARD);
    writeCard(transaction.account);
    if (begin(Field.AMOUNT) && !instead(Defect.AMOUNT_OUT_OF_RANGE, AMOUNTS_OUT_OF_RANGE)) {
      amount(transaction.amountCents);
    }
    if (begin(Field.CURRENCY) && !instead(Defect.UNKNOWN_CURRENCY, UNKNOWN_CURRENCIES)) {
      out.put(CURRENCIES[transaction.merchant.country()]);
    }
    if (begin(Field.MERCHANT)) {
      merchantNameAt = out.size() + transaction.merchant.nameAt();
      out.put(transaction.merchant.json());
    }
    begin(Field.CHANNEL);
    out.put(transaction.channel.json);
    begin(Field.CHECKS);
    out.put(transaction.channel.checks);
    if (!transaction.channel.isPresentedCard()) {
      begin(Field.DEVICE);
      writeDevice(transaction);
    }
    if (begin(Field.OCCURRED_AT) && !instead(Defect.MALFORMED_TIMESTAMP, MALFORMED_TIMESTAMPS)) {
      out.timestamp(transaction.occurredMs, 0);
    }
    writeSettled(transaction);
    if (defect == Defect.DUPLICATE_KEY) {
      writeDuplicate(transaction);
    }
    out.put('}');
  }

  /** Account numbers are scattered and never collide: the factor is coprime to 10⁹. */
  static long accountNumber(int account) {
    return (account * 48_271L + 123_456_789L) % 1_000_000_000L;
  }

  private void writeCard(int account) {
    long hash = Random64.mix(account + 11L);
    open();
    if (begin(Field.CARD_TOKEN)) {
      out.put('"').put(TOKEN_PREFIX).hex(hash, 16).hex(Random64.mix(hash), 8).put('"');
    }
    begin(Field.NETWORK);
    out.put(NETWORKS[(int) (hash >>> 33) % NETWORKS.length]);
    begin(Field.LAST_FOUR);
    out.put('"').digits((hash >>> 40) % 10_000, 4).put('"').put('}');
    first = false;
  }

  private void writeDevice(Transaction transaction) {
    int ip = transaction.address;
    out.put(DEVICE_ID).hex(transaction.device, 16).put(DEVICE_IP);
    out.put('1').put('0').put('.').number(ip >>> 16 & 0xFF).put('.');
    out.number(ip >>> 8 & 0xFF).put('.').number(ip & 0xFF).put(DEVICE_AGENT);
    out.put(AGENTS[(int) (transaction.device & 0xFF) % AGENTS.length]).put(END);
  }

  private void writeSettled(Transaction transaction) {
    if (defect == Defect.SETTLED_BEFORE_IT_OCCURRED) {
      begin(Field.SETTLED_AT);
      switch (variant % 3) {
        case 0 -> out.timestamp(transaction.occurredMs - 1, 0);
        case 1 -> out.timestamp(transaction.occurredMs - 86_400_000L, 0);
        // As text it comes after occurred_at, as a point in time half an hour before.
        default -> out.timestamp(transaction.occurredMs - 1_800_000L, 2);
      }
    } else if (transaction.settledMs != Transaction.NOT_SETTLED) {
      begin(Field.SETTLED_AT);
      out.timestamp(transaction.settledMs, transaction.settledOffsetHours);
    }
  }

  private void writeDuplicate(Transaction transaction) {
    switch (variant % 3) {
      case 0 -> {
        begin(Field.AMOUNT);
        amount(transaction.amountCents);
      }
      case 1 -> {
        begin(Field.ACCOUNT_ID);
        out.put(bytes("\"ACC-999999999\""));
      }
      default -> out.put(bytes(",\"amo\\u0075nt\":0.01"));
    }
  }

  private void breakBytes(Defect defect) {
    if (defect == Defect.TRUNCATED_JSON) {
      out.truncate(1 + (int) Math.floorMod(Random64.mix(variant), (long) out.size() - 1));
    } else if (defect == Defect.INVALID_UTF8) {
      out.overwrite(merchantNameAt, NO_UTF8[variant % NO_UTF8.length]);
    } else if (defect == Defect.TRAILING_BYTES) {
      out.put(TRAILING[variant % TRAILING.length]);
    }
  }

  private void amount(long cents) {
    out.number(cents / 100).put('.').digits(cents % 100, 2);
  }

  private void open() {
    out.put('{');
    first = true;
  }

  /** Begins a member; false when the defect took its place and no value is to follow. */
  private boolean begin(Field field) {
    if (field == target && defect == Defect.MISSING_REQUIRED_FIELD) {
      return false;
    }
    if (!first) {
      out.put(',');
    }
    first = false;
    out.put(field.name);
    if (field == target) {
      out.put(defect == Defect.NULL_REQUIRED_FIELD ? NULL : field.wrongType);
      return false;
    }
    return true;
  }

  private boolean instead(Defect ofDefect, byte[][] variants) {
    if (defect != ofDefect) {
      return false;
    }
    out.put(variants[variant % variants.length]);
    return true;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(US_ASCII);
  }
}

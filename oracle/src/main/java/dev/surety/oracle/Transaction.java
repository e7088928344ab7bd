package dev.surety.oracle;

import dev.surety.oracle.World.Merchant;
import java.nio.charset.StandardCharsets;

/** What one record says, before it is written. One instance is filled again for each record. */
final class Transaction {
  /** How a card is used. */
  @SuppressWarnings("ImmutableEnumChecker") // bytes ready to be written, never changed
  enum Channel {
    POS("[\"CHIP\",\"PIN\"]"),
    CONTACTLESS("[\"CHIP\"]"),
    ATM("[\"CHIP\",\"PIN\"]"),
    ONLINE("[\"CVV\",\"3DS\"]"),
    RECURRING("[]");

    final byte[] json;
    final byte[] checks;

    Channel(String checks) {
      this.json = ('"' + name() + '"').getBytes(StandardCharsets.US_ASCII);
      this.checks = checks.getBytes(StandardCharsets.US_ASCII);
    }

    boolean isPresentedCard() {
      return this != ONLINE && this != RECURRING;
    }
  }

  static final long NOT_SETTLED = Long.MIN_VALUE;

  long idHigh;
  long idLow;
  int account;
  long amountCents;
  Merchant merchant;
  Channel channel = Channel.POS;
  long device;
  int address;
  long occurredMs;
  long settledMs;
  int settledOffsetHours;

  Transaction(Merchant merchant) {
    this.merchant = merchant;
  }
}

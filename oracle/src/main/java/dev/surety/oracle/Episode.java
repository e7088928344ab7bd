package dev.surety.oracle;

import dev.surety.oracle.Transaction.Channel;
import dev.surety.oracle.World.Merchant;
import java.util.List;

/** A fraud that goes on: some transactions of one account within minutes. */
final class Episode {
  /** Mean number of records of an episode over all kinds, of which each is equally frequent. */
  static final double MEAN_RECORDS = (16.5 + 4.5 + 2 + 27) / 4;

  private static final List<Fraud.Kind> KINDS = List.of(Fraud.Kind.values());

  private final Fraud fraud;
  private final int account;
  private final int country;
  private final long device;
  private final Merchant merchant;
  private int left;
  private int step;
  private long nextMs;

  Episode(long number, int account, long fromMs, World world, Random64 random) {
    Fraud.Kind kind = KINDS.get((int) (number % KINDS.size()));
    this.fraud = new Fraud(number, kind);
    this.account = account;
    this.nextMs = fromMs;
    this.device = random.next();
    int home = World.homeOf(account);
    this.country = kind == Fraud.Kind.VELOCITY_BURST ? home : World.farFrom(home, random);
    this.merchant = world.merchantIn(country, random);
    this.left =
        switch (kind) {
          case CARD_TESTING -> random.between(8, 26);
          case ACCOUNT_TAKEOVER -> random.between(3, 7);
          case IMPOSSIBLE_TRAVEL -> 2;
          case VELOCITY_BURST -> random.between(15, 40);
        };
  }

  Fraud fraud() {
    return fraud;
  }

  int account() {
    return account;
  }

  /** When the next record is due. */
  long nextMs() {
    return nextMs;
  }

  boolean isOver() {
    return left == 0;
  }

  /** Makes an ordinary transaction of the account the episode's next one. */
  void apply(Transaction transaction, World world, Random64 random) {
    transaction.occurredMs = nextMs;
    switch (fraud.kind()) {
      case CARD_TESTING -> {
        online(transaction, merchant, random.between(50, 300));
        nextMs += random.between(1_000, 12_000);
      }
      case ACCOUNT_TAKEOVER -> {
        online(transaction, world.merchantIn(country, random), random.between(90_000, 900_000));
        nextMs += random.between(30_000, 300_000);
      }
      case IMPOSSIBLE_TRAVEL -> {
        int where = step == 0 ? World.homeOf(account) : country;
        transaction.merchant = world.merchantIn(where, random);
        transaction.channel = Channel.POS;
        nextMs += random.between(300_000, 1_800_000);
      }
      case VELOCITY_BURST -> {
        transaction.merchant = world.merchantIn(country, random);
        transaction.channel = Channel.CONTACTLESS;
        nextMs += random.between(2_000, 15_000);
      }
    }
    transaction.settledMs = Transaction.NOT_SETTLED;
    step++;
    left--;
  }

  private void online(Transaction transaction, Merchant at, int amountCents) {
    transaction.merchant = at;
    transaction.channel = Channel.ONLINE;
    transaction.device = device;
    transaction.address = (int) (device >>> 32) & 0xFFFFFF;
    transaction.amountCents = amountCents;
  }
}

package dev.surety.oracle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Countries, merchants and card holders that transactions are about. All names are invented. */
final class World {
  static final int MERCHANTS_PER_COUNTRY = 500;

  /** Currencies of all countries here; the contract allows exactly these. */
  record Country(String code, String currency, String city, boolean overseas) {}

  /**
   * A merchant.
   *
   * @param country index into {@link #COUNTRIES}
   * @param json the value of {@code merchant} in a record
   * @param nameAt index in {@code json} of the name's first byte
   * @param priceLevel factor on the amounts spent here
   */
  @SuppressWarnings("ArrayRecordComponent") // written out as it is; merchants are never compared
  record Merchant(int country, byte[] json, int nameAt, double priceLevel) {}

  private record Trade(String category, double priceLevel, List<String> names) {}

  static final List<Country> COUNTRIES =
      List.of(
          new Country("DE", "EUR", "Köln", false),
          new Country("FR", "EUR", "Orléans", false),
          new Country("NL", "EUR", "Utrecht", false),
          new Country("ES", "EUR", "Málaga", false),
          new Country("IT", "EUR", "Torino", false),
          new Country("AT", "EUR", "Graz", false),
          new Country("GB", "GBP", "Leeds", false),
          new Country("CH", "CHF", "Zürich", false),
          new Country("PL", "PLN", "Łódź", false),
          new Country("SE", "SEK", "Malmö", false),
          new Country("NO", "NOK", "Bergen", false),
          new Country("DK", "DKK", "Aarhus", false),
          new Country("CZ", "CZK", "Brno", false),
          new Country("US", "USD", "Portland", true),
          new Country("CA", "CAD", "Québec", true),
          new Country("AU", "AUD", "Perth", true),
          new Country("SG", "SGD", "Singapore", true),
          new Country("BR", "BRL", "São Paulo", true));

  private static final List<Trade> TRADES =
      List.of(
          new Trade(
              "5411",
              1.2,
              List.of("Corner Grocer", "Fresh & Daily", "Marché du Coin", "Green Basket")),
          new Trade(
              "5814",
              0.4,
              List.of("Café Zentral", "Noodle Bar", "\"The Hatch\" Takeaway", "Bäckerei Süß")),
          new Trade("5812", 1.5, List.of("Trattoria Ponte", "The Old Mill", "Żurek i Spółka")),
          new Trade("5541", 1.8, List.of("Ring Road Fuel", "Station 24/7")),
          new Trade("5732", 5.0, List.of("Volt Electronics", "Kabel & Co")),
          new Trade("5651", 2.2, List.of("Thread House", "Modehaus Weiß")),
          new Trade("4111", 0.3, List.of("City Transit", "Regio Rail")),
          new Trade("7011", 6.0, List.of("Hotel Bellevue", "Harbour Inn")),
          new Trade("4511", 9.0, List.of("Meridian Air", "Nordwind Airways")),
          new Trade("5912", 0.8, List.of("Löwen Apotheke", "Wellspring Pharmacy")),
          new Trade("5999", 1.0, List.of("Everything Else \\ Outlet", "日本雑貨店")));

  private static final double[] HOUR_WEIGHTS = {
    0.35, 0.18, 0.12, 0.10, 0.12, 0.25, 0.55, 0.95, 1.20, 1.25, 1.30, 1.45,
    1.65, 1.55, 1.35, 1.35, 1.45, 1.65, 1.80, 1.65, 1.35, 1.05, 0.80, 0.53
  };

  private final Merchant[] merchants = new Merchant[COUNTRIES.size() * MERCHANTS_PER_COUNTRY];
  private final Distribution.Zipf popularity = new Distribution.Zipf(MERCHANTS_PER_COUNTRY, 1.07);

  World() {
    for (int i = 0; i < merchants.length; i++) {
      merchants[i] = merchant(i);
    }
  }

  /** A merchant of a country, the popular ones more often. */
  Merchant merchantIn(int country, Random64 random) {
    return merchants[country * MERCHANTS_PER_COUNTRY + popularity.draw(random)];
  }

  /** How busy an instant is; 1 on average over a day. */
  static double rhythm(long epochMs) {
    long ofDayMs = Math.floorMod(epochMs, 86_400_000L);
    int hour = (int) (ofDayMs / 3_600_000L);
    double into = (ofDayMs % 3_600_000L) / 3_600_000.0;
    double here = HOUR_WEIGHTS[hour];
    return here + into * (HOUR_WEIGHTS[(hour + 1) % 24] - here);
  }

  /** Where a card holder lives; the first countries have more of them. */
  static int homeOf(int account) {
    long hash = Random64.mix(account * 31L + 7);
    int first = (int) Math.floorMod(hash, (long) COUNTRIES.size());
    int second = (int) Math.floorMod(hash >> 20, (long) COUNTRIES.size());
    return Math.min(first, second);
  }

  /** A country that cannot be reached from {@code home} within an hour. */
  static int farFrom(int home, Random64 random) {
    if (COUNTRIES.get(home).overseas()) {
      return random.below(6);
    }
    return COUNTRIES.size() - 1 - random.below(5);
  }

  private static Merchant merchant(int index) {
    int country = index / MERCHANTS_PER_COUNTRY;
    long hash = Random64.mix(index + 1_000_003L);
    Trade trade = TRADES.get((int) Math.floorMod(hash, (long) TRADES.size()));
    String name = trade.names().get((int) Math.floorMod(hash >> 24, (long) trade.names().size()));
    String head = "{\"id\":\"M-" + String.format(Locale.ROOT, "%06d", index) + "\",\"name\":\"";
    String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
    String json =
        head
            + escaped
            + "\",\"category\":\""
            + trade.category()
            + "\",\"city\":\""
            + COUNTRIES.get(country).city()
            + "\",\"country\":\""
            + COUNTRIES.get(country).code()
            + "\"}";
    return new Merchant(
        country, json.getBytes(StandardCharsets.UTF_8), head.length(), trade.priceLevel());
  }
}

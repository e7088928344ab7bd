package dev.surety.validation.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a property's name says of its values. */
final class SensitiveNames {
  private static final Set<String> SENSITIVE =
      Set.of(
          "email",
          "mail",
          "phone",
          "mobile",
          "card",
          "pan",
          "iban",
          "bic",
          "ssn",
          "passport",
          "password",
          "secret",
          "token",
          "birth",
          "birthday",
          "birthdate",
          "dob",
          "address",
          "street",
          "zip",
          "postal",
          "firstname",
          "lastname",
          "surname",
          "fullname",
          "holder",
          "ip",
          "credential",
          "credentials",
          "license",
          "salary",
          "tax");

  private static final Set<String> COUNTERS =
      Set.of(
          "id", "number", "no", "offset", "sequence", "seq", "version", "time", "timestamp", "at");

  private SensitiveNames() {}

  /** Whether values should not be shown to everybody. */
  static boolean match(String name) {
    return words(name).stream().anyMatch(SENSITIVE::contains);
  }

  /** Whether values get greater with time. */
  static boolean countsUp(String name) {
    List<String> words = words(name);
    return !words.isEmpty() && COUNTERS.contains(words.get(words.size() - 1));
  }

  /** {@code cardNumber} and {@code card_number} have the same words. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean begins =
          Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1));
      if (!Character.isLetterOrDigit(c) || begins) {
        add(word, words);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      }
    }
    add(word, words);
    return words;
  }

  private static void add(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}

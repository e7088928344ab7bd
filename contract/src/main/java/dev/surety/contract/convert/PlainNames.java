package dev.surety.contract.convert;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Names of ASCII letters, digits and underscores, each given once, for languages that allow no
 * others.
 */
final class PlainNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");

  private final Set<String> taken = new HashSet<>();
  private final UnaryOperator<String> same;

  /**
   * @param same maps names that the language takes for the same to one of them
   */
  PlainNames(UnaryOperator<String> same) {
    this.same = same;
  }

  PlainNames() {
    this(name -> name);
  }

  static boolean isPlain(String name) {
    return NAME.matcher(name).matches();
  }

  /** The name itself where it is plain, else the nearest plain one. */
  static String plain(String name) {
    if (isPlain(name)) {
      return name;
    }
    String clean = name.replaceAll("[^A-Za-z0-9_]", "_");
    return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
  }

  /** A name that was not given yet. */
  String give(String name) {
    String plain = plain(name);
    String free = plain;
    for (int i = 2; !taken.add(same.apply(free)); i++) {
      free = plain + "_" + i;
    }
    return free;
  }
}

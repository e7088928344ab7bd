package dev.surety.contract.diff;

import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.pattern.StringLanguage;
import dev.surety.contract.pattern.StringLanguage.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strings that a property accepts, as far as automata say it. */
final class Strings {
  /** Every string of a format on the left has the formats on the right. */
  private static final Map<String, Set<String>> IMPLIED_FORMATS =
      Map.of(
          "uri", Set.of("uri-reference"),
          "ipv4", Set.of("hostname"),
          "uuid", Set.of("hostname"),
          "date", Set.of("hostname"),
          "byte", Set.of("base64"),
          "base64", Set.of("byte"));

  /** Nothing but a format that lets every string pass accepts a blank. */
  private static final String BLANK = " ";

  private final List<StringLanguage> languages = new ArrayList<>();
  private final int least;
  private final @Nullable Integer most;
  private final @Nullable String format;
  // Whether a constraint is not among the languages: then a string that is found proves nothing.
  private final boolean isOpaque;

  private Strings(Property property) {
    least = property.options().minLength() == null ? 0 : property.options().minLength();
    most = property.options().maxLength();
    boolean opaque = false;
    Text pattern = property.options().pattern();
    if (pattern != null) {
      opaque = !add(StringLanguage.ofPattern(pattern.value()));
    }
    format = property.options().format() == null ? null : property.options().format().value();
    if (format != null) {
      opaque |= !add(StringLanguage.ofFormat(format));
    }
    if (!property.allowed().isEmpty()) {
      opaque |= !add(words(property));
    }
    isOpaque = opaque;
  }

  static Strings of(Property property) {
    return new Strings(property);
  }

  private boolean add(Optional<StringLanguage> language) {
    language.ifPresent(languages::add);
    return language.isPresent();
  }

  private static Optional<StringLanguage> words(Property property) {
    return StringLanguage.ofWords(
        property.allowed().stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList());
  }

  Answer hasLeastLength(@Nullable Integer length) {
    if (length == null || least >= length) {
      return Answer.YES;
    }
    int below = most == null ? length - 1 : Math.min(most, length - 1);
    return none(StringLanguage.search(languages, null, least, below));
  }

  Answer hasGreatestLength(@Nullable Integer length) {
    if (length == null || (most != null && most <= length)) {
      return Answer.YES;
    }
    if (languages.isEmpty()) {
      return Answer.NO;
    }
    return length == Integer.MAX_VALUE
        ? Answer.YES
        : none(StringLanguage.search(languages, null, Math.max(least, length + 1), most));
  }

  Answer matches(@Nullable Text pattern) {
    if (pattern == null) {
      return Answer.YES;
    }
    return StringLanguage.ofPattern(pattern.value()).map(this::isWithin).orElse(Answer.UNKNOWN);
  }

  Answer isOneOf(Property other) {
    return other.allowed().isEmpty()
        ? Answer.YES
        : words(other).map(this::isWithin).orElse(Answer.UNKNOWN);
  }

  Answer hasFormat(@Nullable Text other) {
    if (other == null) {
      return Answer.YES;
    }
    String name = other.value();
    if (name.equals(format)
        || (format != null && IMPLIED_FORMATS.getOrDefault(format, Set.of()).contains(name))) {
      return Answer.YES;
    }
    Optional<StringLanguage> exact = StringLanguage.ofFormat(name);
    if (exact.isPresent()) {
      return isWithin(exact.get());
    }
    boolean acceptsBlank =
        !isOpaque
            && least <= 1
            && (most == null || most >= 1)
            && languages.stream().allMatch(language -> language.contains(BLANK));
    return acceptsBlank ? Answer.NO : Answer.UNKNOWN;
  }

  private Answer isWithin(StringLanguage other) {
    return none(StringLanguage.search(languages, other, least, most));
  }

  private Answer none(Search search) {
    if (search instanceof Search.None) {
      return Answer.YES;
    }
    return search instanceof Search.Found && !isOpaque ? Answer.NO : Answer.UNKNOWN;
  }
}

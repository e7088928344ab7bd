package dev.surety.validation.fast.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.pattern.CodePoints;
import dev.surety.contract.pattern.Run;
import dev.surety.validation.type.LinearPattern;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.StringFormat;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check must not see what stands behind a text: each text here goes on behind its end. */
class TextEndTest {
  private static final List<String> TEXTS =
      List.of(
          "http://example.com:8080/a%41b%c3?q=[1]#f",
          "a:b://c/%41",
          "/%41/%2",
          "//host/path",
          "1::2:3",
          "::1::",
          "2001:db8:0:0:1:0:0:1:2",
          "192.168.100.2.3",
          "a.b@example.com@x",
          "a-b.example.com.",
          "QUJDREVG==",
          "QUI=QUI=",
          "2024-02-29T23:59:59.123456789+01:30Z",
          "2024-02-29t12:00:00Z12:00",
          "12:30:00.5Z00",
          "123e4567-e89b-12d3-a456-426614174000-",
          "ACC-1234567890",
          "ÄÖÜäöü€𝄞€x",
          "a\"b\\c\n\u0000d");

  private static void compare(TextCheck check, Predicate<String> truth) {
    for (String text : TEXTS) {
      for (int from = 0; from <= text.length(); from++) {
        for (int to = from; to <= text.length(); to++) {
          String part = text.substring(from, to);
          byte[] before = text.substring(0, from).getBytes(UTF_8);
          byte[] within = part.getBytes(UTF_8);
          byte[] all = text.getBytes(UTF_8);
          boolean whole = new String(within, UTF_8).equals(part);
          if (whole) {
            byte[] padded = Arrays.copyOf(all, all.length + TextCheck.PADDING);
            boolean holds = check.holds(padded, before.length, before.length + within.length);
            assertThat(holds && !truth.test(part)).as("\"%s\" of %s", part, text).isFalse();
            byte[] alone = Arrays.copyOf(within, within.length + TextCheck.PADDING);
            assertThat(holds)
                .as("\"%s\" of %s", part, text)
                .isEqualTo(check.holds(alone, 0, within.length));
          }
        }
      }
    }
  }

  private static TextCheck check(Shape.Text shape) {
    // A pattern of one length has no check where no text may have that length.
    return PlainText.of(shape, new ReadMoment()).orElse((b, from, to) -> false);
  }

  @ParameterizedTest
  @EnumSource(StringFormat.class)
  void aFormatIsOfTheTextAlone(StringFormat format) {
    compare(check(new Shape.Text(null, null, null, format)), format::matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^ACC-[0-9]{9}$",
        "^[A-Z]{3}$",
        "^[^@ ]+@[^@ ]+$",
        "^[0-9]+[.-]?[0-9a-f]*$",
        "^[a-z]*$",
        "^[^a-z]*$",
        "^[^x]{2,5}$",
        "^[äöü€]{0,3}$",
        "ab|12|€",
        "^(a|b|[0-9]{2})*$"
      })
  void aPatternIsOfTheTextAlone(String pattern) throws Exception {
    LinearPattern linear = LinearPattern.compile(pattern);
    compare(check(new Shape.Text(null, null, linear, null)), linear::find);
    compare(
        check(new Shape.Text(2, 3, linear, null)),
        text -> {
          int points = text.codePointCount(0, text.length());
          return linear.find(text) && points >= 2 && points <= 3;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void aRunTakesNoMoreThanItMay(int most) {
    CodePoints all =
        new CodePoints(
            List.of(new CodePoints.Range(0, 0xd7ff), new CodePoints.Range(0xe000, 0x10ffff)));
    RunsCheck runs = RunsCheck.of(List.of(new Run(all, 0, most)));
    compare(runs, text -> text.codePointCount(0, text.length()) <= most);
  }
}

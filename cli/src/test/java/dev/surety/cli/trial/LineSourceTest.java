package dev.surety.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSourceTest {
  private static LineSource of(String text, int maxBytes) {
    return new LineSource(new ByteArrayInputStream(text.getBytes(UTF_8)), maxBytes);
  }

  private static List<String> lines(String text, int maxBytes) throws Exception {
    LineSource source = of(text, maxBytes);
    List<String> lines = new ArrayList<>();
    for (byte[] line = source.next(); line != null; line = source.next()) {
      lines.add(source.isTooLong() ? "TOO LONG" : new String(line, UTF_8));
    }
    return lines;
  }

  @Test
  void linesEndWithALineFeedAndTheLastMayEndWithTheFile() throws Exception {
    assertThat(lines("a\n\nb\r\né", 10)).containsExactly("a", "", "b\r", "é");
    assertThat(lines("a\n", 10)).containsExactly("a");
    assertThat(lines("", 10)).isEmpty();
  }

  @Test
  void aLineBeyondTheLimitIsSaidToBeAndTheNextOneIsWhole() throws Exception {
    assertThat(lines("12345\n123456\n1234567\nx", 6))
        .containsExactly("12345", "123456", "TOO LONG", "x");
  }

  @Test
  void linesGoOverTheEndsOfTheBuffer() throws Exception {
    String one = "x".repeat(70_000);
    String two = "y".repeat(65_536);
    assertThat(lines(one + "\n" + two + "\n" + two + "\nz", 100_000))
        .containsExactly(one, two, two, "z");
    assertThat(lines(one + "\n" + one + "\nz", 69_999))
        .containsExactly("TOO LONG", "TOO LONG", "z");
  }

  @Test
  void theFirstBytesAreLookedAtWithoutBeingTaken() throws Exception {
    LineSource source = of("Obj1\n", 10);
    assertThat(source.startsWith(new byte[] {'O', 'b', 'j'})).isTrue();
    assertThat(source.startsWith(new byte[] {'O', 'b', 'k'})).isFalse();
    assertThat(source.next()).asString(UTF_8).isEqualTo("Obj1");
  }
}

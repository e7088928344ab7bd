package dev.surety.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelimitedMessagesTest {
  private static List<String> messages(String hex, int maxBytes)
      throws IOException, RecordSource.Unreadable {
    DelimitedMessages source =
        new DelimitedMessages(
            new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))), maxBytes);
    List<String> found = new ArrayList<>();
    for (byte[] each = source.next(); each != null; each = source.next()) {
      found.add(source.isTooLong() ? "TOO LONG" : HexFormat.of().formatHex(each));
    }
    return found;
  }

  @Test
  void messagesStandBehindTheirLengths() throws Exception {
    assertThat(messages("02 0801 00 8100 05", 10)).containsExactly("0801", "", "05");
    assertThat(messages("", 10)).isEmpty();
  }

  @Test
  void aMessageBeyondTheLimitIsPassedOver() throws Exception {
    assertThat(messages("03 080102 01 07", 2)).containsExactly("TOO LONG", "07");
  }

  @Test
  void whatIsCutOffOrNoLengthIsSaidWithItsPlace() {
    assertThatThrownBy(() -> messages("01 07 03 0801", 10))
        .hasMessageContaining("the message at byte 2 should have 3 bytes")
        .hasMessageContaining("after 2");
    assertThatThrownBy(() -> messages("01 07 ffff", 10))
        .hasMessageContaining("ends inside of a length, at byte 2");
    assertThatThrownBy(() -> messages("ffffffffffff", 10))
        .hasMessageContaining("there is no length at byte 0");
    assertThatThrownBy(() -> messages("ffffffff7f", 10)).hasMessageContaining("before them");
  }
}

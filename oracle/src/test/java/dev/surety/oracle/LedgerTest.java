package dev.surety.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void keepsWhatWasAddedAcrossChunks() {
    for (long sequence = 0; sequence < 200_000; sequence += 7) {
      ledger.add(record(sequence, null), (int) (sequence % 12), sequence * 2, sequence * 3);
    }
    assertThat(ledger.size()).isEqualTo(28_572);
    assertThat(ledger.endSequence()).isEqualTo(199_998 - 199_998 % 7 + 1);
    Ledger.Entry entry = ledger.find(140_000).orElseThrow();
    assertThat(entry.partition()).isEqualTo(140_000 % 12);
    assertThat(entry.offset()).isEqualTo(280_000);
    assertThat(entry.timestampMs()).isEqualTo(420_000);
    assertThat(entry.expected()).isEqualTo(Expectation.CLEAN);
    assertThat(ledger.find(140_001)).isEmpty();
    assertThat(ledger.contains(-1)).isFalse();
    assertThat(ledger.contains(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void countsByDefectAndExpectation() {
    ledger.add(record(0, "a"), 0, 0, 0);
    ledger.add(record(1, null), 0, 1, 0);
    ledger.add(record(2, "b"), 0, 2, 0);
    ledger.add(record(3, "a"), 0, 3, 0);
    assertThat(ledger.defects()).isEqualTo(Map.of("a", 2L, "b", 1L));
    assertThat(ledger.count(Expectation.CLEAN)).isEqualTo(1);
    assertThat(ledger.count(Expectation.QUARANTINED)).isEqualTo(3);
    assertThat(ledger.find(2).orElseThrow().defect()).isEqualTo("b");
  }

  @Test
  void refusesARecordThatWasProducedBeforeOrCannotBeNumbered() {
    ledger.add(record(5, null), 0, 0, 0);
    assertThatThrownBy(() -> ledger.add(record(5, null), 1, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("record 5 was produced twice");
    assertThatThrownBy(() -> ledger.add(record(-1, null), 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ledger.add(record(Ledger.MAX_SEQUENCE + 1, null), 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ledger.size()).isEqualTo(1);
  }

  private static Generated record(long sequence, @Nullable String defect) {
    Expectation expected = defect == null ? Expectation.CLEAN : Expectation.QUARANTINED;
    return new Generated(
        sequence,
        0,
        null,
        null,
        List.of(Generated.sequenceHeader(sequence)),
        expected,
        defect,
        null);
  }
}

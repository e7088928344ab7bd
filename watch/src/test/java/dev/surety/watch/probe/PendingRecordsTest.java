package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingRecordsTest {
  private final PendingRecords pending = new PendingRecords();

  @Test
  void aRecordThatIsReadBackIsNotLost() {
    pending.acknowledged(5, "a", 0);
    pending.read(5, "a");

    assertThat(pending.isPending(5)).isFalse();
    assertThat(pending.lost()).isZero();
  }

  @Test
  void aRecordThatIsNotThereWhenALaterOneIsReadIsLost() {
    pending.acknowledged(5, "a", 0);
    pending.acknowledged(6, "b", 0);
    assertThat(pending.firstOffset()).isEqualTo(5);

    pending.read(6, "b");

    assertThat(pending.lost()).isEqualTo(1);
  }

  @Test
  void anotherRecordAtItsOffsetMeansThatItIsLost() {
    pending.acknowledged(5, "a", 0);
    pending.read(5, "of somebody else");

    assertThat(pending.lost()).isEqualTo(1);
  }

  @Test
  void recordsOfOthersBetweenOnesOwnDoNotMatter() {
    pending.acknowledged(5, "a", 0);
    pending.read(4, "x");
    pending.read(5, "a");
    pending.read(6, "y");

    assertThat(pending.lost()).isZero();
  }

  @Test
  void anOffsetThatIsGivenAgainMeansThatTheLogWasCut() {
    pending.acknowledged(5, "a", 0);
    pending.acknowledged(6, "b", 0);
    pending.acknowledged(5, "c", 0);

    assertThat(pending.lost()).isEqualTo(2);
    assertThat(pending.isPending(5)).isTrue();
  }

  @Test
  void recordsThatRetentionMayHaveDeletedAreNotCountedAsLost() {
    pending.acknowledged(5, "a", 0);
    pending.acknowledged(9, "b", 3_600_000);
    pending.read(9, "b");

    assertThat(pending.lost()).isZero();
  }
}

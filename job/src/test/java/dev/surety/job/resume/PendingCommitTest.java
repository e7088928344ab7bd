package dev.surety.job.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.PendingCommit.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingCommitTest {
  private static final PendingCommit PENDING = new PendingCommit("id", 7, 3);

  @ParameterizedTest(name = "{0}, producer {1}, epoch {2}: {3}")
  @CsvSource({
    "OPEN,      7, 3, OPEN",
    "COMMITTED, 7, 3, COMMITTED", // transaction.version 1: the epoch stays
    "COMMITTED, 7, 4, COMMITTED", // transaction.version 2: raised with the end
    "ABORTED,   7, 3, ABORTED", // version 1, by the producer
    "ABORTED,   7, 4, ABORTED", // version 1 by timeout, version 2 by the producer
    "ABORTED,   7, 5, ABORTED", // version 2 by timeout
    "OPEN,      7, 4, TAKEN_OVER", // another has begun
    "COMMITTED, 7, 5, TAKEN_OVER", // another's was committed
    "ABORTED,   7, 6, TAKEN_OVER",
    "COMMITTED, 8, 3, TAKEN_OVER", // another producer
    "ABORTED,   8, 0, TAKEN_OVER",
    "COMMITTED, 7, 2, TAKEN_OVER", // an older one: not the cluster of this state
    "EMPTY,     7, 3, TAKEN_OVER",
    "EMPTY,     7, 5, TAKEN_OVER",
    "UNKNOWN,   7, 3, TAKEN_OVER",
  })
  void fateFollowsFromStateProducerAndEpoch(State state, long producerId, int epoch, Fate fate) {
    assertThat(PENDING.fate(new BrokerTransaction("id", state, producerId, epoch))).isEqualTo(fate);
  }

  @Test
  void whatTheBrokerDoesNotKnowIsForgotten() {
    assertThat(PENDING.fate(null)).isEqualTo(Fate.FORGOTTEN);
  }

  @Test
  void aLineIsReadBackAndAnythingElseIsNot() {
    assertThat(PendingCommit.ofLine(PENDING.line())).contains(PENDING);
    assertThat(PendingCommit.ofLine("")).isEmpty();
    assertThat(PendingCommit.ofLine("7 id")).isEmpty();
    assertThat(PendingCommit.ofLine("7 x id")).isEmpty();
  }
}

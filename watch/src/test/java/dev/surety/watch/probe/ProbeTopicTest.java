package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.probe.ProbeTopic.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTopicTest {
  @Test
  void aNewTopicGetsAPartitionOnEveryBroker() {
    assertThat(ProbeTopic.plan(List.of(), List.of(3, 1, 2)))
        .isEqualTo(new Plan(Map.of(), List.of(1, 2, 3)));
  }

  @Test
  void nothingIsDoneWhenEveryBrokerHasOne() {
    assertThat(ProbeTopic.plan(List.of(List.of(2), List.of(1)), List.of(1, 2)).isNothing())
        .isTrue();
  }

  @Test
  void aNewBrokerGetsANewPartition() {
    assertThat(ProbeTopic.plan(List.of(List.of(1), List.of(2)), List.of(1, 2, 7)))
        .isEqualTo(new Plan(Map.of(), List.of(7)));
  }

  @Test
  void thePartitionOfABrokerThatIsGoneStaysWhereItIs() {
    assertThat(ProbeTopic.plan(List.of(List.of(1), List.of(2)), List.of(1)).isNothing()).isTrue();
  }

  @Test
  void aPartitionThatWasMovedAwayIsMovedBack() {
    assertThat(ProbeTopic.plan(List.of(List.of(1), List.of(1)), List.of(1, 2)))
        .isEqualTo(new Plan(Map.of(1, 2), List.of()));
  }

  @Test
  void aPartitionWithSeveralReplicasTestsNoBrokerAndIsMoved() {
    assertThat(ProbeTopic.plan(List.of(List.of(1, 2)), List.of(1, 2)))
        .isEqualTo(new Plan(Map.of(0, 1), List.of(2)));
  }

  @Test
  void findsThePartitionOfEachBroker() {
    assertThat(
            ProbeTopic.partitionsByBroker(
                List.of(List.of(2), List.of(1, 2), List.of(1), List.of(2))))
        .isEqualTo(Map.of(2, 0, 1, 2));
  }
}

package dev.surety.watch.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static Labels series(String metric, String... labels) {
    Labels all = Labels.of(Map.of(Labels.NAME, metric));
    for (int i = 0; i < labels.length; i += 2) {
      all = all.with(labels[i], labels[i + 1]);
    }
    return all;
  }

  private static Expr parse(String expression) throws PromqlException {
    return PromqlParser.parse(expression);
  }

  private static List<Double> values(SeriesStore store, Expr expression, long timeMs) {
    return new Evaluator(store).evaluate(expression, timeMs).stream().map(Sample::value).toList();
  }

  @Test
  void keepsOnlyWhatSomeExpressionSelects() throws PromqlException {
    SeriesStore store = SeriesStore.forExpressions(List.of(parse("up{job=~\"a|b\"} + down")));

    store.append(series("up", "job", "a"), 0, 1);
    store.append(series("up", "job", "c"), 0, 1);
    store.append(series("other"), 0, 1);

    assertThat(store.seriesCount()).isEqualTo(1);
    assertThat(store.wants("other")).isFalse();
  }

  @Test
  void seriesBeyondTheLimitAreRefusedAndCounted() throws PromqlException {
    SeriesStore store = new SeriesStore(List.of(parse("up")), 2, 1000);

    for (int i = 0; i < 5; i++) {
      store.append(series("up", "instance", "i" + i), 0, 1);
    }

    assertThat(store.seriesCount()).isEqualTo(2);
    assertThat(store.refused()).isEqualTo(3);
  }

  @Test
  void seriesBeyondTheSamplesLimitAreRefusedAndThoseThatAreThereGoOn() throws PromqlException {
    Expr up = parse("up");
    SeriesStore store = new SeriesStore(List.of(up), 100, 30);
    for (long time = 0; time < 20; time++) {
      store.append(series("up", "instance", "first"), time * SECOND, time);
    }
    store.forgetOld(20 * SECOND);

    store.append(series("up", "instance", "second"), 20 * SECOND, 1);
    store.append(series("up", "instance", "first"), 20 * SECOND, 20);

    assertThat(values(store, up, 20 * SECOND)).containsExactly(20.0);
    assertThat(store.refused()).isEqualTo(1);
  }

  @Test
  void aSampleIsSeenForFiveMinutes() throws PromqlException {
    Expr up = parse("up");
    SeriesStore store = SeriesStore.forExpressions(List.of(up));
    store.append(series("up"), MINUTE, 1);

    assertThat(values(store, up, MINUTE - 1)).isEmpty();
    assertThat(values(store, up, 6 * MINUTE)).containsExactly(1.0);
    assertThat(values(store, up, 6 * MINUTE + 1)).isEmpty();
  }

  @Test
  void whatARoundDoesNotHaveAgainHasEnded() throws PromqlException {
    Expr up = parse("up");
    Expr last = parse("last_over_time(up[1h])");
    SeriesStore store = SeriesStore.forExpressions(List.of(up, last));
    SeriesStore.Source source = store.source();
    source.begin(0);
    source.add(series("up", "instance", "a"), 1);
    source.add(series("up", "instance", "b"), 2);
    source.end();

    source.begin(5 * SECOND);
    source.add(series("up", "instance", "b"), 3);
    source.end();

    assertThat(values(store, up, 5 * SECOND)).containsExactly(3.0);
    assertThat(values(store, last, 5 * SECOND)).containsExactly(1.0, 3.0);

    source.forget();
    assertThat(values(store, last, 5 * SECOND)).as("a was gone already").containsExactly(1.0);
  }

  @Test
  void seriesThatNoExpressionCanSeeAreDropped() throws PromqlException {
    SeriesStore store = SeriesStore.forExpressions(List.of(parse("up offset 10m")));
    store.append(series("up"), 0, 1);

    store.forgetOld(15 * MINUTE);
    assertThat(store.seriesCount()).isEqualTo(1);
    store.forgetOld(15 * MINUTE + 1);
    assertThat(store.seriesCount()).isZero();
  }

  @Test
  void aDayIsKeptInFewSamplesThatAreEvenlySpaced() throws PromqlException {
    Expr count = parse("count_over_time(up[1d])");
    Expr median = parse("quantile_over_time(0.5, up[1d])");
    Expr least = parse("min_over_time(up[1d])");
    SeriesStore store = SeriesStore.forExpressions(List.of(count, median, least));
    List<Double> counts = new ArrayList<>();

    for (long time = 0; time <= 72 * HOUR; time += 5 * SECOND) {
      store.append(series("up"), time, time / (double) HOUR);
      if (time % HOUR == 0) {
        counts.addAll(values(store, count, time));
      }
    }

    assertThat(counts).allSatisfy(one -> assertThat(one).isLessThanOrEqualTo(513));
    assertThat(counts.subList(24, 73)).allSatisfy(one -> assertThat(one).isGreaterThan(120));
    assertThat(values(store, median, 72 * HOUR).get(0)).isBetween(59.5, 60.5);
    assertThat(values(store, least, 72 * HOUR).get(0)).isBetween(48.0, 48.5);
  }

  @Test
  void withinTheFirstHourALongRangeHasEverySampleOfFiveSeconds() throws PromqlException {
    Expr count = parse("count_over_time(up[6h])");
    SeriesStore store = SeriesStore.forExpressions(List.of(count));

    for (long time = 0; time <= 40 * MINUTE; time += 5 * SECOND) {
      store.append(series("up"), time, 1);
    }

    assertThat(values(store, count, 40 * MINUTE)).containsExactly(481.0);
  }
}

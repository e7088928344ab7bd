package dev.surety.watch.promql;

import dev.surety.watch.promql.Expr.Cardinality;
import dev.surety.watch.promql.Expr.Grouping;
import dev.surety.watch.promql.Expr.Matching;
import dev.surety.watch.promql.Expr.Selector;
import dev.surety.watch.promql.Expr.Type;
import dev.surety.watch.promql.Operator.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes expressions at a moment, over the series of a store. For one thread. */
public final class Evaluator {
  private static final double MS_PER_SECOND = 1000;

  private final SeriesStore store;
  private final Window window = new Window();

  /** Over the series of this store. */
  public Evaluator(SeriesStore store) {
    this.store = store;
  }

  /**
   * The instant vector that an expression results in; a scalar is one sample without labels.
   *
   * @throws EvaluationException when series match that must not
   */
  public List<Sample> evaluate(Expr expression, long timeMs) {
    return expression.type() == Type.SCALAR
        ? List.of(new Sample(Labels.EMPTY, scalar(expression, timeMs)))
        : vector(expression, timeMs);
  }

  private double scalar(Expr expression, long timeMs) {
    if (expression instanceof Expr.NumberLiteral number) {
      return number.value();
    }
    if (expression instanceof Expr.Negation negation) {
      return -scalar(negation.operand(), timeMs);
    }
    if (expression instanceof Expr.Binary binary) {
      double left = scalar(binary.left(), timeMs);
      double right = scalar(binary.right(), timeMs);
      return binary.operator().kind() == Kind.COMPARISON
          ? bool(binary.operator().holds(left, right))
          : binary.operator().compute(left, right);
    }
    return timeMs / MS_PER_SECOND; // time() is the only function with a scalar result
  }

  private static double bool(boolean value) {
    return value ? 1 : 0;
  }

  private List<Sample> vector(Expr expression, long timeMs) {
    if (expression instanceof Selector selector) {
      return newest(selector, timeMs);
    }
    if (expression instanceof Expr.Negation negation) {
      List<Sample> negated = new ArrayList<>();
      for (Sample sample : vector(negation.operand(), timeMs)) {
        negated.add(new Sample(sample.labels().withoutName(), -sample.value()));
      }
      return distinct(negated);
    }
    if (expression instanceof Expr.Binary binary) {
      return distinct(binary(binary, timeMs));
    }
    if (expression instanceof Expr.Aggregate aggregate) {
      return aggregate(aggregate, timeMs);
    }
    return distinct(call((Expr.Call) expression, timeMs));
  }

  private static List<Sample> distinct(List<Sample> samples) {
    Set<Labels> labels = new HashSet<>();
    for (Sample sample : samples) {
      if (!labels.add(sample.labels())) {
        throw new EvaluationException("two results have the labels " + sample.labels());
      }
    }
    return samples;
  }

  private List<Sample> newest(Selector selector, long timeMs) {
    List<Sample> samples = new ArrayList<>();
    for (Series series : store.select(selector)) {
      long bits = series.newestBits(timeMs - selector.offsetMs());
      if (bits != Series.STALE_BITS) {
        samples.add(new Sample(series.labels(), Double.longBitsToDouble(bits)));
      }
    }
    return samples;
  }

  private List<Sample> binary(Expr.Binary binary, long timeMs) {
    if (binary.left().type() == Type.SCALAR) {
      double left = scalar(binary.left(), timeMs);
      List<Sample> right = vector(binary.right(), timeMs);
      return withScalar(binary, right, left, true);
    }
    List<Sample> left = vector(binary.left(), timeMs);
    if (binary.right().type() == Type.SCALAR) {
      return withScalar(binary, left, scalar(binary.right(), timeMs), false);
    }
    List<Sample> right = vector(binary.right(), timeMs);
    return switch (binary.operator()) {
      case AND -> matching(left, signatures(right, binary.matching()), binary.matching(), true);
      case UNLESS -> matching(left, signatures(right, binary.matching()), binary.matching(), false);
      case OR -> {
        List<Sample> both = new ArrayList<>(left);
        both.addAll(matching(right, signatures(left, binary.matching()), binary.matching(), false));
        yield both;
      }
      default -> joined(binary, left, right);
    };
  }

  private static List<Sample> withScalar(
      Expr.Binary binary, List<Sample> samples, double scalar, boolean scalarIsLeft) {
    Operator operator = binary.operator();
    boolean comparison = operator.kind() == Kind.COMPARISON;
    List<Sample> result = new ArrayList<>();
    for (Sample sample : samples) {
      double left = scalarIsLeft ? scalar : sample.value();
      double right = scalarIsLeft ? sample.value() : scalar;
      if (!comparison) {
        result.add(new Sample(sample.labels().withoutName(), operator.compute(left, right)));
      } else if (binary.bool()) {
        result.add(new Sample(sample.labels().withoutName(), bool(operator.holds(left, right))));
      } else if (operator.holds(left, right)) {
        result.add(sample);
      }
    }
    return result;
  }

  private static Labels signature(Labels labels, Matching matching) {
    return matching.on()
        ? labels.keep(matching.labels())
        : labels.withoutName().drop(matching.labels());
  }

  private static Set<Labels> signatures(List<Sample> samples, Matching matching) {
    Set<Labels> signatures = new HashSet<>();
    samples.forEach(sample -> signatures.add(signature(sample.labels(), matching)));
    return signatures;
  }

  private static List<Sample> matching(
      List<Sample> samples, Collection<Labels> signatures, Matching matching, boolean wanted) {
    List<Sample> result = new ArrayList<>();
    for (Sample sample : samples) {
      if (signatures.contains(signature(sample.labels(), matching)) == wanted) {
        result.add(sample);
      }
    }
    return result;
  }

  /** One sample of the one side with one, or with many, of the other. */
  private static List<Sample> joined(Expr.Binary binary, List<Sample> left, List<Sample> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return List.of();
    }
    Matching matching = binary.matching();
    boolean swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    Map<Labels, Sample> ones = new LinkedHashMap<>();
    for (Sample one : swapped ? left : right) {
      Labels signature = signature(one.labels(), matching);
      if (ones.put(signature, one) != null) {
        throw new EvaluationException(
            "several series on the side of '"
                + binary.operator().symbol()
                + "' that must have one match "
                + signature);
      }
    }
    List<Sample> result = new ArrayList<>();
    Set<Labels> matched = new HashSet<>();
    for (Sample many : swapped ? right : left) {
      Labels signature = signature(many.labels(), matching);
      Sample one = ones.get(signature);
      if (one == null) {
        continue;
      }
      double a = swapped ? one.value() : many.value();
      double b = swapped ? many.value() : one.value();
      boolean comparison = binary.operator().kind() == Kind.COMPARISON;
      boolean holds = !comparison || binary.operator().holds(a, b);
      if (!holds && !binary.bool()) {
        continue;
      }
      if (matching.cardinality() == Cardinality.ONE_TO_ONE && !matched.add(signature)) {
        throw new EvaluationException(
            "several series match " + signature + ": that needs group_left or group_right");
      }
      double value =
          !comparison ? binary.operator().compute(a, b) : binary.bool() ? bool(holds) : a;
      result.add(new Sample(joinedLabels(binary, many.labels(), one.labels()), value));
    }
    return result;
  }

  private static Labels joinedLabels(Expr.Binary binary, Labels many, Labels one) {
    Matching matching = binary.matching();
    boolean keepsName = binary.operator().kind() == Kind.COMPARISON && !binary.bool();
    Labels labels = keepsName ? many : many.withoutName();
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      labels = matching.on() ? labels.keep(matching.labels()) : labels.drop(matching.labels());
    }
    for (String included : matching.include()) {
      labels = labels.with(included, one.get(included));
    }
    return labels;
  }

  private List<Sample> aggregate(Expr.Aggregate aggregate, long timeMs) {
    double parameter = aggregate.parameter() == null ? 0 : scalar(aggregate.parameter(), timeMs);
    Map<Labels, List<Double>> groups = new LinkedHashMap<>();
    for (Sample sample : vector(aggregate.operand(), timeMs)) {
      Labels group =
          aggregate.grouping() == Grouping.BY
              ? sample.labels().keep(aggregate.labels())
              : sample.labels().withoutName().drop(aggregate.labels());
      groups.computeIfAbsent(group, labels -> new ArrayList<>()).add(sample.value());
    }
    List<Sample> result = new ArrayList<>(groups.size());
    groups.forEach(
        (labels, values) -> {
          double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
          result.add(new Sample(labels, aggregate.aggregation().of(all, parameter)));
        });
    return result;
  }

  private List<Sample> call(Expr.Call call, long timeMs) {
    for (Expr argument : call.arguments()) {
      if (argument instanceof Selector selector && selector.rangeMs() > 0) {
        return overRange(call, selector, timeMs);
      }
    }
    List<Sample> samples = vector(call.arguments().get(0), timeMs);
    return switch (call.function()) {
      case ABS -> mapped(samples, Math::abs);
      case FLOOR -> mapped(samples, Math::floor);
      case SQRT -> mapped(samples, Math::sqrt);
      case CLAMP_MIN -> {
        double least = scalar(call.arguments().get(1), timeMs);
        yield mapped(samples, value -> Math.max(least, value));
      }
      case LABEL_REPLACE -> {
        LabelReplacement replacement = new LabelReplacement(call);
        yield samples.stream()
            .map(sample -> new Sample(replacement.apply(sample.labels()), sample.value()))
            .toList();
      }
      case ABSENT ->
          samples.isEmpty()
              ? List.of(new Sample(absentLabels(call.arguments().get(0)), 1))
              : List.of();
      default -> throw new IllegalStateException(call.function() + " takes a range");
    };
  }

  private static List<Sample> mapped(
      List<Sample> samples, java.util.function.DoubleUnaryOperator function) {
    List<Sample> result = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      double value = function.applyAsDouble(sample.value());
      result.add(new Sample(sample.labels().withoutName(), value));
    }
    return result;
  }

  /** The labels that the selector names with a value, where it names them once. */
  private static Labels absentLabels(Expr argument) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (argument instanceof Selector selector) {
      Set<String> named = new HashSet<>();
      for (Matcher matcher : selector.matchers()) {
        if (matcher.kind() == Matcher.Kind.EQUAL && named.add(matcher.label())) {
          labels.put(matcher.label(), matcher.value());
        } else {
          labels.remove(matcher.label());
        }
      }
    }
    return Labels.of(labels);
  }

  private List<Sample> overRange(Expr.Call call, Selector selector, long timeMs) {
    long end = timeMs - selector.offsetMs();
    List<Sample> result = new ArrayList<>();
    for (Series series : store.select(selector)) {
      window.reset(end - selector.rangeMs(), end);
      series.fill(window, timeMs);
      if (window.size() >= call.function().leastSamples()) {
        boolean keepsName = call.function() == Function.LAST_OVER_TIME;
        Labels labels = keepsName ? series.labels() : series.labels().withoutName();
        result.add(new Sample(labels, overWindow(call, timeMs)));
      }
    }
    return result;
  }

  private double overWindow(Expr.Call call, long timeMs) {
    return switch (call.function()) {
      case INCREASE -> RangeFunctions.increase(window);
      case RATE -> RangeFunctions.rate(window);
      case RESETS -> RangeFunctions.resets(window);
      case DERIV -> RangeFunctions.derivative(window);
      case PREDICT_LINEAR ->
          RangeFunctions.predict(window, timeMs, scalar(call.arguments().get(1), timeMs));
      case QUANTILE_OVER_TIME ->
          Statistics.quantile(scalar(call.arguments().get(0), timeMs), window.toArray());
      case AVG_OVER_TIME -> Statistics.average(window.toArray());
      case MIN_OVER_TIME -> Statistics.min(window.toArray());
      case MAX_OVER_TIME -> Statistics.max(window.toArray());
      case LAST_OVER_TIME -> window.value(window.size() - 1);
      case COUNT_OVER_TIME -> window.size();
      default -> throw new IllegalStateException(call.function() + " takes no range");
    };
  }
}

/**
 * The part of PromQL that Surety's rules are written in, with Prometheus' meaning of it: {@link
 * dev.surety.watch.promql.PromqlParser} makes an {@link dev.surety.watch.promql.Expr}, {@link
 * dev.surety.watch.promql.Evaluator} computes it over a {@link
 * dev.surety.watch.promql.SeriesStore}.
 */
@NullMarked
package dev.surety.watch.promql;

import org.jspecify.annotations.NullMarked;

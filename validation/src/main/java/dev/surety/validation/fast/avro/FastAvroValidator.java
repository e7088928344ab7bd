package dev.surety.validation.fast.avro;

import static java.util.Objects.requireNonNull;

import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Judges records in Avro's binary encoding: those that surely keep the contract in one pass over
 * their bytes, all others by the reference path. Not thread-safe.
 */
public final class FastAvroValidator implements RecordValidator {
  private final RecordValidator reference;
  private final Input in;
  private final Route[] routes;
  private final int maxBytes;

  private FastAvroValidator(List<Route> routes, Input in, int maxBytes, RecordValidator reference) {
    this.reference = requireNonNull(reference, "reference");
    this.in = requireNonNull(in, "in");
    this.routes = routes.toArray(Route[]::new);
    this.maxBytes = maxBytes;
  }

  /**
   * A validator for a plan and the schema that records were written with. Where a rule cannot be
   * decided on the fast path it is the reference alone, which would be asked for every record
   * anyway.
   */
  public static RecordValidator of(Plan plan, Schema writer, Limits limits) {
    RecordValidator reference = ReferenceValidator.avro(plan, writer, limits);
    Input in = new Input(limits.maxDepth());
    List<Route> routes =
        plan.objects().stream().map(object -> new Route(object, writer, in)).toList();
    return routes.stream().allMatch(Route::isComplete)
        ? new FastAvroValidator(routes, in, limits.maxBytes(), reference)
        : reference;
  }

  /** Does now what is done in the background when enough records were judged; for tests. */
  public void generate() {
    for (Route route : routes) {
      route.generate();
    }
  }

  @Override
  public Verdict validate(RecordInput input) {
    return accepts(input) ? Verdict.Accepted.CLEAN : reference.validate(input);
  }

  /** Whether the record surely keeps the contract, without a warning. */
  public boolean accepts(RecordInput input) {
    byte[] value = input.value();
    if (value == null) {
      return false;
    }
    int start = input.payloadStart();
    if (value.length - start > maxBytes) {
      return false;
    }
    byte[] b = in.load(value, start);
    for (Route route : routes) {
      Route.Claim claim = route.claims(input, b, in);
      if (claim != Route.Claim.NO) {
        return claim == Route.Claim.YES && route.accepts(input, b, in);
      }
    }
    return false;
  }
}

package dev.surety.validation.fast.json;

import static java.util.Objects.requireNonNull;

import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;
import java.util.List;

/**
 * Judges JSON records: those that surely keep the contract in one pass over their bytes, all others
 * by the reference path. Not thread-safe.
 */
public final class FastJsonValidator implements RecordValidator {
  private final RecordValidator reference;
  private final Scan scan;
  private final Route[] routes;
  private final int maxBytes;

  private FastJsonValidator(
      List<Route> routes, Scan scan, int maxBytes, RecordValidator reference) {
    this.reference = requireNonNull(reference, "reference");
    this.scan = requireNonNull(scan, "scan");
    this.routes = routes.toArray(Route[]::new);
    this.maxBytes = maxBytes;
  }

  /**
   * A validator for a plan. Where a rule cannot be decided on the fast path it is the reference
   * alone, which would be asked for every record anyway.
   */
  public static RecordValidator of(Plan plan, Limits limits) {
    RecordValidator reference = new ReferenceValidator(plan, limits);
    Scan scan = new Scan();
    List<Route> routes =
        plan.objects().stream().map(object -> new Route(object, scan, limits.maxDepth())).toList();
    return routes.stream().allMatch(Route::isComplete)
        ? new FastJsonValidator(routes, scan, limits.maxBytes(), reference)
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
    int length = value.length - start;
    if (length > maxBytes) {
      return false;
    }
    byte[] b = scan.load(value, start);
    for (Route route : routes) {
      Route.Claim claim = route.claims(input, b, length, scan);
      if (claim != Route.Claim.NO) {
        return claim == Route.Claim.YES && route.accepts(input, b, length, scan);
      }
    }
    return false;
  }
}

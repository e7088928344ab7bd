package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;
import java.util.List;

/**
 * Judges Protobuf records of one message type: those that surely keep the contract in one pass over
 * their bytes, all others by the reference path. Not thread-safe.
 */
public final class FastProtobufValidator implements RecordValidator {
  private final RecordValidator reference;
  private final Wire wire;
  private final Route[] routes;
  private final int maxBytes;

  private FastProtobufValidator(
      List<Route> routes, Wire wire, int maxBytes, RecordValidator reference) {
    this.reference = reference;
    this.wire = wire;
    this.routes = routes.toArray(Route[]::new);
    this.maxBytes = maxBytes;
  }

  /**
   * A validator for a plan. Where a rule cannot be decided on the fast path it is the reference
   * alone, which would be asked for every record anyway.
   *
   * @param writer the message that values are
   */
  public static RecordValidator of(Plan plan, Descriptor writer, Limits limits) {
    RecordValidator reference = ReferenceValidator.protobuf(plan, writer, limits);
    Wire wire = new Wire(limits.maxDepth());
    List<Route> routes =
        plan.objects().stream().map(object -> new Route(object, writer, wire)).toList();
    return routes.stream().allMatch(Route::isComplete)
        ? new FastProtobufValidator(routes, wire, limits.maxBytes(), reference)
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
    if (value == null || value.length > maxBytes) {
      return false;
    }
    int from = input.payloadStart();
    byte[] b = wire.load(value, from);
    int end = wire.start() + value.length - from;
    for (Route route : routes) {
      wire.depth = 0;
      Route.Claim claim = route.claims(input, b, end, wire);
      if (claim != Route.Claim.NO) {
        wire.depth = 0;
        return claim == Route.Claim.YES && route.accepts(input, b, end, wire);
      }
    }
    return false;
  }
}

package dev.surety.validation.rule;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import dev.surety.validation.type.LinearPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtime, with two groups of standard functions replaced: {@code matches}, which would compile
 * its pattern at every call, and {@code +} on texts, bytes and lists, which nothing else bounds
 * ({@code map(a, a + a)} doubles at each nesting).
 *
 * <p>It is the legacy runtime: the planner's is many times slower on maps.
 */
final class CelFunctions {
  private static final Set<CelStandardOverload> REPLACED =
      Set.of(
          MatchesOverload.MATCHES,
          MatchesOverload.MATCHES_STRING,
          AddOverload.ADD_STRING,
          AddOverload.ADD_BYTES,
          AddOverload.ADD_LIST);

  /** Patterns are few and from contracts; those that a rule takes from records are not kept. */
  private static final int MAX_CACHED_PATTERNS = 1_000;

  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  static final CelRuntime RUNTIME = runtime();

  private CelFunctions() {}

  private static CelRuntime runtime() {
    return CelRuntimeFactory.legacyCelRuntimeBuilder()
        .setOptions(CelLimits.OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> !REPLACED.contains(overload))
                .build())
        .addFunctionBindings(
            CelFunctionBinding.from("matches", String.class, String.class, CelFunctions::matches),
            CelFunctionBinding.from(
                "matches_string", String.class, String.class, CelFunctions::matches),
            CelFunctionBinding.from(
                "add_string", String.class, String.class, CelFunctions::concatenate),
            CelFunctionBinding.from(
                "add_bytes", CelByteString.class, CelByteString.class, CelFunctions::concatenate),
            CelFunctionBinding.from(
                "add_list", List.class, List.class, CelFunctions::concatenateLists))
        .build();
  }

  private static boolean matches(String text, String regex) throws CelEvaluationException {
    Pattern pattern = PATTERNS.get(regex);
    if (pattern == null) {
      try {
        pattern = LinearPattern.compileRe2(regex);
      } catch (LinearPattern.Refused e) {
        throw new CelEvaluationException("pattern refused", e);
      }
      if (PATTERNS.size() < MAX_CACHED_PATTERNS) {
        PATTERNS.put(regex, pattern);
      }
    }
    return pattern.matcher(text).find();
  }

  private static String concatenate(String left, String right) throws CelEvaluationException {
    bound((long) left.length() + right.length());
    return left + right;
  }

  private static CelByteString concatenate(CelByteString left, CelByteString right)
      throws CelEvaluationException {
    bound((long) left.size() + right.size());
    return left.concat(right);
  }

  private static List<Object> concatenateLists(List<?> left, List<?> right)
      throws CelEvaluationException {
    bound((long) left.size() + right.size());
    return ImmutableList.builder().addAll(left).addAll(right).build();
  }

  private static void bound(long size) throws CelEvaluationException {
    if (size > CelLimits.RESULT_SIZE) {
      throw new CelEvaluationException("result too large");
    }
  }
}

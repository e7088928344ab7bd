package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.ByteTable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An object. Which property comes next is guessed from the order seen last, by comparing words; a
 * wrong guess costs a look into a table. What is there is a bit of a mask.
 */
final class Struct extends Check {
  /** Of what {@link #otherwise} answers: the object ends. */
  static final long END = 1L << 62;

  /** Of what {@link #otherwise} answers: where the index of a member begins. */
  static final int INDEX_SHIFT = 32;

  private static final long BRACE_TO_COMMA = '{' ^ ',';

  private final Form form;
  private final Member[] members;
  private final ByteTable names;
  private final long required;

  /** The same for the properties behind the first 64. */
  private final long[] alsoRequired;

  private final boolean closed;
  private final boolean counted;
  private final int least;
  private final int most;
  private final int depth;
  private final int maxDepth;

  /**
   * How many members that are not listed the object has so far; it contains no other of its own.
   */
  private int unlisted;

  /** The property that came first last time. */
  private Member first;

  /**
   * What an object must have.
   *
   * @param names of the properties, listed or not, that have a member
   * @param required whether the property must be there, by index
   * @param least least number of members
   * @param most greatest number of members
   */
  record Form(
      List<String> names,
      List<Check> checks,
      List<Boolean> required,
      boolean closed,
      int least,
      int most) {}

  /**
   * @param depth of the object
   * @param maxDepth greatest depth of a value in it
   */
  Struct(boolean nullable, Form form, int depth, int maxDepth) {
    super(nullable);
    this.form = form;
    int count = form.names().size();
    this.members = new Member[count];
    this.names = new ByteTable(form.names());
    this.closed = form.closed();
    this.least = form.least();
    this.most = form.most();
    this.counted = least > 0 || most < Integer.MAX_VALUE;
    this.depth = depth;
    this.maxDepth = maxDepth;
    this.alsoRequired = new long[Math.max(0, (count + 63) / 64 - 1)];
    long mask = 0;
    for (int i = 0; i < count; i++) {
      members[i] = new Member(form.names().get(i), i, form.checks().get(i));
      if (form.required().get(i)) {
        mask |= members[i].bit;
        if (i >= 64) {
          alsoRequired[i / 64 - 1] |= 1L << i;
        }
      }
    }
    this.required = mask;
    this.first = count == 0 ? Member.NONE : members[0];
    for (int i = 0; i + 1 < count; i++) {
      members[i].next = members[i + 1];
    }
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '{') {
      return scanNull(b, from);
    }
    long seen = 0;
    long @Nullable [] also =
        alsoRequired.length == 0 ? null : scan.marks(depth, alsoRequired.length);
    Member before = Member.NONE;
    Member member = first;
    long flip = BRACE_TO_COMMA;
    int at = from;
    int misses = 0;
    while (true) {
      int value = at + member.length;
      if (!member.isBehind(b, at, flip) || b[value] != ':') {
        long found = otherwise(b, from, at, before.index, misses++, scan);
        if (found < 0) {
          return UNKNOWN;
        }
        if ((found & END) != 0) {
          return isComplete(seen, also) && isCounted(seen, also, misses) ? (int) found : UNKNOWN;
        }
        member = members[(int) (found >>> INDEX_SHIFT)];
        value = (int) found;
      } else if (b[++value] <= ' ') {
        value = Syntax.space(b, value);
      }
      if ((seen & member.bit) != 0 || (member.bit == 0 && !isNew(also, member))) {
        return UNKNOWN;
      }
      seen |= member.bit;
      at = member.check.scan(b, value, scan);
      if (at < 0) {
        return UNKNOWN;
      }
      before = member;
      member = member.next;
      flip = 0;
    }
  }

  /**
   * What stands at a position where the expected member does not, or not without white space.
   * Members that are not listed are read.
   *
   * @param from where the object begins
   * @param before index of the member that came before; negative for none
   * @param misses how often this was asked of the object before
   * @return a member's index above {@link #INDEX_SHIFT} and where its value begins below it; {@link
   *     #END} and the position behind the object; or {@link #UNKNOWN}
   */
  long otherwise(byte[] b, int from, int at, int before, int misses, Scan scan) {
    if (misses == 0) {
      unlisted = 0;
    }
    int here = at;
    boolean opens = at == from;
    while (true) {
      byte c = b[here];
      if (c <= ' ') {
        here = Syntax.space(b, here);
        c = b[here];
      }
      if (c != ',' && !opens) {
        return c == '}' ? END | (here + 1) : UNKNOWN;
      }
      int name = b[here + 1] > ' ' ? here + 1 : Syntax.space(b, here + 1);
      if (opens && b[name] == '}') {
        return END | (name + 1);
      }
      Member member = other(b, name - 1, before < 0 ? Member.NONE : members[before]);
      if (member != null) {
        int value = value(b, name - 1 + member.length);
        return value < 0 ? UNKNOWN : (long) member.index << INDEX_SHIFT | value;
      }
      here = unlisted(b, name, scan);
      if (here < 0) {
        return UNKNOWN;
      }
      opens = false;
    }
  }

  /** Where the value begins behind a name that ends at a position. */
  private static int value(byte[] b, int from) {
    int colon = b[from] == ':' ? from : Syntax.space(b, from);
    if (b[colon] != ':') {
      return UNKNOWN;
    }
    return b[colon + 1] > ' ' ? colon + 1 : Syntax.space(b, colon + 1);
  }

  /**
   * The property behind a position; null when none is listed.
   *
   * @param at the byte before the name's quote, whatever it is
   */
  private @Nullable Member other(byte[] b, int at, Member before) {
    long flip = (b[at] ^ ',') & 0xff;
    // Behind white space it may still be the expected one; and an optional property that is left
    // out is no new order.
    Member expected = before == Member.NONE ? first : before.next;
    if (expected.isBehind(b, at, flip)) {
      return expected;
    }
    if (expected.next.isBehind(b, at, flip)) {
      return expected.next;
    }
    if (b[at + 1] != '"') {
      return null;
    }
    long end = Strings.scan(b, at + 2);
    int index = end < 0 || (end & Strings.ESCAPED) != 0 ? -1 : names.find(b, at + 2, (int) end);
    if (index < 0) {
      return null;
    }
    Member found = members[index];
    if (before == Member.NONE) {
      first = found;
    } else {
      before.next = found;
    }
    return found;
  }

  private static boolean isNew(long @Nullable [] also, Member member) {
    if (also == null) {
      return false;
    }
    int word = member.index / 64 - 1;
    long bit = 1L << member.index;
    boolean seen = (also[word] & bit) != 0;
    also[word] |= bit;
    return !seen;
  }

  /** Reads a member that is not listed. */
  private int unlisted(byte[] b, int from, Scan scan) {
    // A name with escapes may be that of a listed property.
    if (closed || b[from] != '"' || (Strings.scan(b, from + 1) & Strings.ESCAPED) != 0) {
      return UNKNOWN;
    }
    int at = Syntax.name(b, from, unlisted++ == 0 ? scan.set(depth) : scan.openSet(depth));
    return at < 0 ? UNKNOWN : Syntax.value(b, Syntax.space(b, at), scan, depth, maxDepth);
  }

  private boolean isComplete(long seen, long @Nullable [] also) {
    if ((seen & required) != required) {
      return false;
    }
    for (int i = 0; i < alsoRequired.length; i++) {
      if (also == null || (also[i] & alsoRequired[i]) != alsoRequired[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean isCounted(long seen, long @Nullable [] also, int misses) {
    if (!counted) {
      return true;
    }
    int count = Long.bitCount(seen);
    for (int i = 0; also != null && i < alsoRequired.length; i++) {
      count += Long.bitCount(also[i]);
    }
    return isCounted(count, misses);
  }

  /**
   * Whether an object has as many members as it may.
   *
   * @param listed how many listed ones were seen
   * @param misses how often {@link #otherwise} was asked
   */
  boolean isCounted(int listed, int misses) {
    int count = misses == 0 ? listed : listed + unlisted;
    return count >= least && count <= most;
  }

  boolean isCounted() {
    return counted;
  }

  int size() {
    return members.length;
  }

  /** The words of bits of the members that must be there. */
  long[] required() {
    long[] all = new long[1 + alsoRequired.length];
    all[0] = required;
    System.arraycopy(alsoRequired, 0, all, 1, alsoRequired.length);
    return all;
  }

  /** The same of other checks of the members. */
  Struct with(UnaryOperator<Check> change) {
    List<Check> checks = form.checks().stream().map(change).toList();
    Form other =
        new Form(form.names(), checks, form.required(), form.closed(), form.least(), form.most());
    return new Struct(nullable(), other, depth, maxDepth);
  }

  /** The members in the order in which they came last, then those that did not. */
  List<Member> order() {
    Set<Member> order = new LinkedHashSet<>();
    Member member = first;
    while (member != Member.NONE && order.add(member)) {
      member = member.next;
    }
    order.addAll(Arrays.asList(members));
    return List.copyOf(order);
  }
}

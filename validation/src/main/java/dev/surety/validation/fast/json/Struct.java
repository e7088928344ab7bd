package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.ByteTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object. Which property comes next is guessed from the order seen last, by comparing words; a
 * wrong guess costs a look into a table. What is there is a bit of a mask.
 */
final class Struct extends Check {
  private static final long BRACE_TO_COMMA = '{' ^ ',';

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
    int unlisted = 0;
    Member before = Member.NONE;
    Member member = first;
    long flip = BRACE_TO_COMMA;
    int at = from;
    while (true) {
      if (!member.isBehind(b, at, flip)) {
        // White space, another property, or the end.
        byte c = b[at];
        if (c <= ' ') {
          at = Syntax.space(b, at);
          c = b[at];
        }
        if (c != ',' && at != from) {
          boolean good = c == '}' && isComplete(seen, also) && isCounted(seen, also, unlisted);
          return good ? at + 1 : UNKNOWN;
        }
        int name = b[at + 1] > ' ' ? at + 1 : Syntax.space(b, at + 1);
        if (at == from && b[name] == '}') {
          return isComplete(0, also) && least <= 0 ? name + 1 : UNKNOWN;
        }
        at = name - 1;
        Member other = other(b, at, before, member);
        if (other == null) {
          at = unlisted(b, name, scan, unlisted++);
          if (at < 0) {
            return UNKNOWN;
          }
          flip = 0;
          continue;
        }
        member = other;
      }
      if ((seen & member.bit) != 0 || (member.bit == 0 && !isNew(also, member))) {
        return UNKNOWN;
      }
      seen |= member.bit;
      int value = at + member.length;
      if (b[value] != ':') {
        value = Syntax.space(b, value);
        if (b[value] != ':') {
          return UNKNOWN;
        }
      }
      value++;
      if (b[value] <= ' ') {
        value = Syntax.space(b, value);
      }
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
   * The property behind a position that is not the expected one; null when none is listed.
   *
   * @param at the byte before the name's quote, whatever it is
   */
  private @Nullable Member other(byte[] b, int at, Member before, Member expected) {
    long flip = b[at] ^ ',';
    // Behind white space it may still be the expected one; and an optional property that is left
    // out is no new order.
    if (expected.isBehind(b, at, flip & 0xff)) {
      return expected;
    }
    if (expected.next.isBehind(b, at, flip & 0xff)) {
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
  private int unlisted(byte[] b, int from, Scan scan, int before) {
    // A name with escapes may be that of a listed property.
    if (closed || b[from] != '"' || (Strings.scan(b, from + 1) & Strings.ESCAPED) != 0) {
      return UNKNOWN;
    }
    int at = Syntax.name(b, from, before == 0 ? scan.set(depth) : scan.openSet(depth));
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

  private boolean isCounted(long seen, long @Nullable [] also, int unlisted) {
    if (!counted) {
      return true;
    }
    int count = Long.bitCount(seen) + unlisted;
    for (int i = 0; also != null && i < alsoRequired.length; i++) {
      count += Long.bitCount(also[i]);
    }
    return count >= least && count <= most;
  }
}

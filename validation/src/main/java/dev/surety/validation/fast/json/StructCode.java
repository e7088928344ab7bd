package dev.surety.validation.fast.json;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPLE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LAND;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LOR;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.LUSHR;
import static org.objectweb.asm.Opcodes.LXOR;
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.surety.validation.fast.text.Words;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;

/**
 * The class of an object: its members one behind the other in the order in which they came last,
 * each name compared with constants. Where another member stands, {@link Struct#otherwise} says
 * which, and the code goes on at that one.
 */
final class StructCode extends CheckCode {
  private static final int VALUE = FREE;
  private static final int BEFORE = FREE + 1;
  private static final int MISSES = FREE + 2;
  private static final int FOUND = FREE + 3;

  /** The first of the words of bits of the members that were seen. */
  private static final int SEEN = FREE + 5;

  /** An object of more members is too much code for a class in any case. */
  static final int MOST_MEMBERS = 250;

  /** An object of more members has methods for each. */
  private static final int MOST_IN_ONE = 30;

  private final Struct struct;
  private final long[] required;
  private final Label otherwise = new Label();
  private final Label end = new Label();

  StructCode(Struct struct) {
    this.struct = struct;
    this.required = struct.required();
    begin(struct, '{');
    for (int word = 0; word < required.length; word++) {
      code.visitInsn(LCONST_0);
      code.visitVarInsn(LSTORE, SEEN + 2 * word);
    }
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, MISSES);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ISTORE, AT);
    List<Member> order = struct.order();
    Label[] values = new Label[order.size()];
    int before = -1;
    for (Member member : order) {
      values[member.index] = new Label();
      before(before);
      char separator = before < 0 ? '{' : ',';
      if (order.size() <= MOST_IN_ONE) {
        name(member, separator, AT, otherwise);
        code.visitVarInsn(ISTORE, VALUE);
      } else {
        method(AT, () -> nameAt(member, separator));
        code.visitInsn(DUP);
        code.visitVarInsn(ISTORE, VALUE);
        code.visitJumpInsn(IFLT, otherwise);
      }
      code.visitLabel(values[member.index]);
      mark(member);
      if (order.size() <= MOST_IN_ONE) {
        check(member.check, VALUE);
      } else {
        method(VALUE, () -> check(member.check, FROM));
        code.visitInsn(DUP);
        code.visitVarInsn(ISTORE, AT);
        code.visitJumpInsn(IFLT, unknown);
      }
      before = member.index;
    }
    before(before);
    if (before >= 0 && !struct.isCounted()) {
      unless(AT, '}', otherwise);
      code.visitIincInsn(AT, 1);
      code.visitJumpInsn(GOTO, end);
    }
    otherwise(values);
    end();
  }

  private void before(int index) {
    code.visitIntInsn(SIPUSH, index);
    code.visitVarInsn(ISTORE, BEFORE);
  }

  private void nameAt(Member member, char before) {
    name(member, before, FROM, unknown);
    code.visitVarInsn(ISTORE, AT);
  }

  /**
   * Compares a name, with what is before it and the colon behind it, and pushes where the value
   * begins.
   */
  private void name(Member member, char before, int position, Label otherwise) {
    byte[] key = member.key(before);
    boolean first = true;
    for (int at = 0; at < key.length; at += 8) {
      // The last word overlaps the one before it.
      int from = key.length < 8 ? 0 : Math.min(at, key.length - 8);
      word(key, position, from);
      if (!first) {
        code.visitInsn(LOR);
      }
      first = false;
    }
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFNE, otherwise);
    byteAt(position, key.length);
    code.visitIntInsn(BIPUSH, ' ');
    code.visitJumpInsn(IF_ICMPLE, otherwise);
    behind(position, key.length);
  }

  /** Pushes how eight bytes differ from those of a name. */
  private void word(byte[] key, int position, int from) {
    byte[] padded = Arrays.copyOf(key, key.length + 8);
    long mask = Words.mask(key.length - from);
    load(position, from);
    code.visitLdcInsn(Words.load(padded, from) & mask);
    code.visitInsn(LXOR);
    if (mask != -1L) {
      code.visitLdcInsn(mask);
      code.visitInsn(LAND);
    }
  }

  /** Notes that a member is there; it must be for the first time. */
  private void mark(Member member) {
    int word = SEEN + 2 * (member.index / Long.SIZE);
    long bit = 1L << member.index;
    code.visitVarInsn(LLOAD, word);
    code.visitLdcInsn(bit);
    code.visitInsn(LAND);
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFNE, unknown);
    code.visitVarInsn(LLOAD, word);
    code.visitLdcInsn(bit);
    code.visitInsn(LOR);
    code.visitVarInsn(LSTORE, word);
  }

  /** Asks which member is there, and goes on with its value. */
  private void otherwise(Label[] values) {
    code.visitLabel(otherwise);
    constant(struct);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, BEFORE);
    code.visitVarInsn(ILOAD, MISSES);
    code.visitVarInsn(ALOAD, SCAN);
    call(
        Struct.class,
        "otherwise",
        long.class,
        byte[].class,
        int.class,
        int.class,
        int.class,
        int.class,
        Scan.class);
    code.visitVarInsn(LSTORE, FOUND);
    code.visitIincInsn(MISSES, 1);
    code.visitVarInsn(LLOAD, FOUND);
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFLT, unknown);
    Label ends = new Label();
    code.visitVarInsn(LLOAD, FOUND);
    code.visitInsn(L2I);
    code.visitVarInsn(ISTORE, VALUE);
    if (values.length > 0) {
      code.visitVarInsn(LLOAD, FOUND);
      code.visitIntInsn(BIPUSH, Struct.INDEX_SHIFT);
      code.visitInsn(LUSHR);
      code.visitInsn(L2I);
      // The mark of the end is the index of no member.
      code.visitTableSwitchInsn(0, values.length - 1, ends, values);
    }
    code.visitLabel(ends);
    code.visitVarInsn(ILOAD, VALUE);
    code.visitVarInsn(ISTORE, AT);
  }

  /** Behind the object: whether all is there. */
  private void end() {
    code.visitLabel(end);
    for (int word = 0; word < required.length; word++) {
      if (required[word] != 0) {
        code.visitVarInsn(LLOAD, SEEN + 2 * word);
        code.visitLdcInsn(required[word]);
        code.visitInsn(LAND);
        code.visitLdcInsn(required[word]);
        code.visitInsn(LCMP);
        code.visitJumpInsn(IFNE, unknown);
      }
    }
    if (struct.isCounted()) {
      count();
    }
    code.visitVarInsn(ILOAD, AT);
    code.visitInsn(IRETURN);
  }

  private void count() {
    constant(struct);
    code.visitInsn(ICONST_0);
    for (int word = 0; word < required.length; word++) {
      code.visitVarInsn(LLOAD, SEEN + 2 * word);
      call(Long.class, "bitCount", int.class, long.class);
      code.visitInsn(IADD);
    }
    code.visitVarInsn(ILOAD, MISSES);
    call(Struct.class, "isCounted", boolean.class, int.class, int.class);
    code.visitJumpInsn(IFEQ, unknown);
  }
}

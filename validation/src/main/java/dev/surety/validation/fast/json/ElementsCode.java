package dev.surety.validation.fast.json;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;

/** The class of an array: the loop over its items. */
final class ElementsCode extends CheckCode {
  private static final int COUNT = FREE;

  ElementsCode(Elements elements) {
    Rows rows = elements.rows();
    Label next = new Label();
    Label comma = new Label();
    Label end = new Label();
    begin(elements, '[');
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, COUNT);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ISTORE, AT);
    forward();
    rows(rows, "open");
    byteAt(AT, 0);
    code.visitIntInsn(BIPUSH, ']');
    code.visitJumpInsn(IF_ICMPEQ, end);

    code.visitLabel(next);
    rows(rows, "next");
    check(elements.items(), AT);
    code.visitIincInsn(COUNT, 1);
    byteAt(AT, 0);
    code.visitIntInsn(BIPUSH, ',');
    code.visitJumpInsn(IF_ICMPEQ, comma);
    space(AT);
    byteAt(AT, 0);
    code.visitIntInsn(BIPUSH, ']');
    code.visitJumpInsn(IF_ICMPEQ, end);
    unless(AT, ',', unknown);
    code.visitLabel(comma);
    forward();
    code.visitJumpInsn(GOTO, next);

    code.visitLabel(end);
    constant(elements);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, COUNT);
    code.visitVarInsn(ALOAD, SCAN);
    call(
        Elements.class,
        "close",
        int.class,
        byte[].class,
        int.class,
        int.class,
        int.class,
        Scan.class);
    code.visitInsn(IRETURN);
  }

  private void rows(@Nullable Rows rows, String method) {
    if (rows != null) {
      constant(rows);
      call(Rows.class, method, void.class);
    }
  }

  /** To what follows a bracket or comma. */
  private void forward() {
    Label there = new Label();
    code.visitVarInsn(ILOAD, AT);
    code.visitInsn(ICONST_1);
    code.visitInsn(IADD);
    code.visitVarInsn(ISTORE, AT);
    byteAt(AT, 0);
    code.visitIntInsn(BIPUSH, ' ');
    code.visitJumpInsn(IF_ICMPGT, there);
    space(AT);
    code.visitLabel(there);
  }
}

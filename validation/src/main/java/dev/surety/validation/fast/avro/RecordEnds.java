package dev.surety.validation.fast.avro;

import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.List;
import org.apache.avro.Schema;

/** Where records end of which nothing is asked. */
public final class RecordEnds {
  private static final Node ANYTHING =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());

  private final Input in;
  private final Part record;
  private byte[] b = {};

  /** For records that were written with a schema, nested so deep at most. */
  public RecordEnds(Schema writer, int maxDepth) {
    this.in = new Input(maxDepth);
    Slots none = RuleProgram.compile(ANYTHING, List.of()).slots().newSlots();
    this.record = new AvroCompiler(in, none).record(ANYTHING, writer, null);
  }

  /** The bytes of the next records. */
  public void load(byte[] bytes) {
    b = in.load(bytes, 0);
  }

  /** Where the record that begins at a position ends; -1 when that is not decided here. */
  public int end(int from) {
    in.empty = 0;
    int end = record.read(b, from, in, 0);
    return in.isWithin(end) ? end : Part.UNKNOWN;
  }
}
